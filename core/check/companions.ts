import { readdirSync } from 'node:fs';
import path from 'node:path';
import { listFolder } from './list-folder.ts';
import { isSource } from './source-names.ts';

const DEXT = /\.iig$/;
const PROJECT = /^\.git$|\.xcodeproj$/;
const HEADER = /\.h[^./]*$/;

/**
 * The files that belong to single ones: a class is declared in one and defined in others. It is
 * all that is below the folder with the `.iig` files, the nearest one at or above them, with the
 * headers of the project around it; all of the project where there is no such folder; and what is
 * beside them where there is no project either.
 */
export function companionsOf(files: readonly string[]): string[] {
  const folders = [...new Set(files.map((file) => path.dirname(file)))];
  const roots = folders.map((it) => ({ dext: nearest(it, DEXT), project: nearest(it, PROJECT) }));
  const dexts = listed(roots.map((it) => it.dext ?? it.project));
  const headers = listed(roots.map((it) => it.project)).filter((it) => HEADER.test(it));
  // Beside them even within a project: they may be in a folder that it leaves out.
  return [...new Set([...dexts, ...headers, ...folders.flatMap(sourcesIn)])];
}

function listed(folders: readonly (string | null)[]): string[] {
  return [...new Set(folders.filter((it) => it !== null))].flatMap((it) => listFolder(it));
}

/** The nearest folder with something of such a name in it, at a folder or above. */
function nearest(folder: string, name: RegExp): string | null {
  for (let at = folder; ; at = path.dirname(at)) {
    if (namesIn(at).some((it) => name.test(it))) {
      return at;
    }
    if (path.dirname(at) === at) {
      return null;
    }
  }
}

function sourcesIn(folder: string): string[] {
  return namesIn(folder)
    .filter(isSource)
    .map((name) => path.join(folder, name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
