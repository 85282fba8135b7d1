import { readFileSync, realpathSync } from 'node:fs';
import { ProjectError } from '../errors.ts';
import { sha256Hex } from '../hash.ts';
import type { OutputFile } from '../plan/change.ts';
import { onDisk } from './disk-error.ts';
import { below, type Folder, findFolder, nameOf, parentOf } from './find-folder.ts';
import { look } from './look.ts';
import { assertSafePath, fold, unsafePath } from './safe-path.ts';

/** What stands where a file of the plan goes. */
export interface Target {
  /** Absolute path without symbolic links. */
  readonly real: string;
  /** SHA-256 (hex) of the file that is there, or null where there is none. */
  readonly before: string | null;
  /** Permission bits of the file that is there, or null where there is none. */
  readonly mode: number | null;
}

export interface Inspection {
  readonly realRoot: string;
  /** In the order of the files asked about. */
  readonly targets: readonly Target[];
  /** Folders that the files need and that do not exist, parents before children. */
  readonly missingFolders: readonly string[];
}

/**
 * Looks at every place where a file is to go, and refuses those where none may go.
 *
 * @param at.root absolute path of an existing folder
 * @throws ProjectError with code `unsafe-path`, `not-a-file` or `disk`
 */
export function inspect(at: {
  readonly root: string;
  readonly project?: string | undefined;
  readonly files: readonly OutputFile[];
}): Inspection {
  const { project } = at;
  const realRoot = onDisk({ verb: 'read', path: at.root }, () => realpathSync(at.root));
  const known = new Map<string, Folder>();
  const targets = at.files.map((file) => {
    assertSafePath(file.path);
    return onDisk({ verb: 'read', path: file.path }, () =>
      inspectTarget({ realRoot, project, file: file.path, known }),
    );
  });
  refuseClashes({ files: at.files, targets, folders: [...known.values()] });
  const missingFolders = [...known].flatMap(([name, { exists }]) => (exists ? [] : [name]));
  return { realRoot, targets, missingFolders };
}

function inspectTarget(at: {
  readonly realRoot: string;
  readonly project: string | undefined;
  readonly file: string;
  readonly known: Map<string, Folder>;
}): Target {
  const folder = findFolder({ ...at, folder: parentOf(at.file) });
  const real = below(folder.real, nameOf(at.file));
  const stats = folder.exists ? look(real) : null;
  if (stats === null) {
    return { real, before: null, mode: null };
  }
  if (!stats.isFile()) {
    const what = stats.isDirectory()
      ? 'a folder'
      : stats.isSymbolicLink()
        ? 'a symbolic link'
        : 'a special file';
    throw new ProjectError({
      code: 'not-a-file',
      message: `Will not write ${JSON.stringify(at.file)}: ${what} is there; move it away and try again.`,
    });
  }
  return { real, before: sha256Hex(readFileSync(real)), mode: stats.mode & 0o777 };
}

/** Two files in one place, or a file where another file needs a folder. */
function refuseClashes(at: {
  readonly files: readonly OutputFile[];
  readonly targets: readonly Target[];
  readonly folders: readonly Folder[];
}): void {
  const folders = new Set(at.folders.map(({ real }) => fold(real)));
  const taken = new Map<string, string>();
  at.files.forEach((file, index) => {
    const place = fold(at.targets[index]?.real ?? file.path);
    const other = taken.get(place);
    if (other !== undefined) {
      throw unsafePath(file.path, `is the same file as ${JSON.stringify(other)} on a Mac's disk`);
    }
    if (folders.has(place)) {
      throw unsafePath(file.path, 'is also the folder of another file');
    }
    taken.set(place, file.path);
  });
}
