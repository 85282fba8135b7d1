import type { SourceFile } from '../source/source-file.ts';
import { addTo } from './add-to.ts';
import type { FileViews } from './file-views.ts';
import { isOfItsFile } from './linkage.ts';
import type { Definition } from './model.ts';

/** The functions of all files that belong to no class. */
export class Functions {
  readonly #views: FileViews;
  readonly #byName = new Map<string, Definition[]>();

  constructor(functions: readonly Definition[], views: FileViews) {
    this.#views = views;
    for (const definition of functions) {
      addTo(this.#byName, definition.name, definition);
    }
  }

  /** Those that a call in a file may mean: overloads, or what we cannot tell apart. */
  at(file: SourceFile, name: string): readonly Definition[] {
    const all = this.named(name);
    if (all.length < 2) {
      return all;
    }
    const near = this.#views.among(file, all);
    const signatures = new Set(near.map(signatureOf));
    // Overloads may be anywhere: what is called is declared.
    const others = all.filter((it) => !signatures.has(signatureOf(it)) && !isOfItsFile(it));
    return [...near, ...others];
  }

  /** Whether the sources have a function of that name. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** All of a name. */
  named(name: string): readonly Definition[] {
    return this.#byName.get(name) ?? [];
  }

  /** Every function. */
  all(): Definition[] {
    return [...this.#byName.values()].flat();
  }
}

function signatureOf({ params }: Definition): string {
  return params.map((it) => it.type.text).join();
}
