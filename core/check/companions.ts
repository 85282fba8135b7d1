import { readdirSync } from 'node:fs';
import path from 'node:path';
import { listFolder } from './list-folder.ts';
import { isSource } from './source-names.ts';

/**
 * The files that belong to single ones: a class is declared in one file and defined in others. It
 * is all of the project around them, or what is beside them where there is no project.
 */
export function companionsOf(files: readonly string[]): string[] {
  const folders = new Set(files.map((file) => path.dirname(file)));
  const roots = new Set([...folders].map(projectRootOf).filter((root) => root !== null));
  const below = [...roots].flatMap(listFolder);
  // Beside them even within a project: they may be in a folder that it leaves out.
  return [...new Set([...below, ...[...folders].flatMap(sourcesIn)])];
}

/** The nearest folder with an Xcode project or a repository in it, at a folder or above. */
function projectRootOf(folder: string): string | null {
  for (let at = folder; ; at = path.dirname(at)) {
    if (namesIn(at).some((name) => name === '.git' || name.endsWith('.xcodeproj'))) {
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
