import type { Define } from '../source/defines.ts';
import type { SourceFile } from '../source/source-file.ts';
import { addTo } from './add-to.ts';
import type { FileViews } from './file-views.ts';

/** Where in the sources something is. */
export interface Spot {
  readonly file: SourceFile;
  readonly start: number;
}

interface Found {
  readonly file: SourceFile;
  readonly define: Define;
}

/** The macros of all files. */
export class Macros {
  readonly #views: FileViews;
  readonly #byName = new Map<string, Found[]>();
  readonly #seen = new Map<SourceFile, Map<string, Define | undefined>>();

  constructor(files: readonly SourceFile[], views: FileViews) {
    this.#views = views;
    for (const file of files) {
      for (const define of file.defines) {
        addTo(this.#byName, define.name, { file, define });
      }
    }
  }

  /**
   * What a macro stands for at a place; undefined where it is none of the sources' own, and where
   * files that may be meant differ.
   */
  at({ file, start }: Spot, name: string): Define | undefined {
    const all = this.#byName.get(name);
    if (!all) {
      return undefined;
    }
    const before = all.filter((it) => it.file === file && it.define.start <= start);
    if (before.length > 0) {
      return before.find(({ define }) => start < (define.until ?? Infinity))?.define;
    }
    const seen = this.#seen.get(file) ?? new Map<string, Define | undefined>();
    this.#seen.set(file, seen);
    if (!seen.has(name)) {
      const others = all.filter((it) => it.file !== file && it.define.until === undefined);
      seen.set(name, agreed(this.#views.among(file, others).map((it) => it.define)));
    }
    return seen.get(name);
  }

  /** Whether the sources define that name, whatever it stands for. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** All that files make of a name, for who has to reckon with each. */
  named(name: string): readonly Define[] {
    return this.#byName.get(name)?.map((it) => it.define) ?? [];
  }

  /** Every definition. */
  all(): Define[] {
    return [...this.#byName.values()].flat().map((it) => it.define);
  }
}

/** The one definition, where all say the same. */
function agreed([first, ...others]: readonly Define[]): Define | undefined {
  const isSame = ({ params, body }: Define) =>
    body === first?.body && params?.join() === first.params?.join();
  return others.every(isSame) ? first : undefined;
}
