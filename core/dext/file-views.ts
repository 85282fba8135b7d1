import nodePath from 'node:path';
import { includesOf } from '../source/includes.ts';
import type { SourceFile } from '../source/source-file.ts';
import { addTo } from './add-to.ts';
import { allNearest } from './nearest.ts';

const COMPILED = /\.(?:c|cc|cpp|cxx|c\+\+|m|mm)$/i;

/**
 * What the code in each file sees of the others: a constant or a macro may have the same name in
 * many files, and mean something else in each.
 */
export class FileViews {
  readonly #byName = new Map<string, { readonly file: SourceFile }[]>();
  readonly #included = new Map<SourceFile, ReadonlySet<SourceFile>>();

  constructor(files: readonly SourceFile[]) {
    for (const file of files) {
      addTo(this.#byName, headerName(file.path), { file });
    }
  }

  /**
   * Of things of one name, those that it may mean in a file: what the file itself has of it; else
   * what it includes; else what is in headers of which we do not see how they come in. A header
   * may also mean what is where it is included.
   */
  among<T extends { readonly file: SourceFile }>(file: SourceFile, things: readonly T[]): T[] {
    const own = things.filter((it) => it.file === file);
    if (own.length > 0) {
      return own;
    }
    const included = this.#includedBy(file);
    const seen = things.filter((it) => included.has(it.file));
    if (seen.length > 0 || !isCompiled(file)) {
      return seen.length > 0 ? seen : [...things];
    }
    return things.filter((it) => !isCompiled(it.file));
  }

  /** All files that a file includes, and those that they include. */
  #includedBy(file: SourceFile): ReadonlySet<SourceFile> {
    const known = this.#included.get(file);
    if (known) {
      return known;
    }
    const found = new Set<SourceFile>();
    const open = [file];
    for (let at = open.pop(); at; at = open.pop()) {
      for (const { path } of includesOf(at)) {
        for (const target of this.#targets(at, path)) {
          if (!found.has(target)) {
            found.add(target);
            open.push(target);
          }
        }
      }
    }
    this.#included.set(file, found);
    return found;
  }

  /**
   * The files that an include may mean. Where it is not found from the file's own folder, the
   * search paths decide, which the sources do not show: then it is the nearest of that name.
   */
  #targets(from: SourceFile, written: string): SourceFile[] {
    const named = this.#byName.get(headerName(written)) ?? [];
    const beside = headerPath(nodePath.posix.join(nodePath.posix.dirname(from.path), written));
    const exact = named.filter((it) => headerPath(it.file.path) === beside);
    if (exact.length > 0) {
      return exact.map((it) => it.file);
    }
    const tail = `/${headerPath(written).replace(/^(?:\.\.?\/)+/, '')}`;
    const fitting = named.filter((it) => `/${headerPath(it.file.path)}`.endsWith(tail));
    return allNearest(from.path, fitting.length > 0 ? fitting : named).map((it) => it.file);
  }
}

/** Whether a file is compiled for itself, and not as a part of others. */
function isCompiled({ path }: SourceFile): boolean {
  return COMPILED.test(path);
}

/** An `.iig` is included as the header that iig makes of it. */
function headerPath(path: string): string {
  return path.replace(/\.iig$/, '.h');
}

function headerName(path: string): string {
  return headerPath(path.slice(path.lastIndexOf('/') + 1));
}
