import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import type { Change } from '../plan/change.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { onDisk } from './disk-error.ts';
import { below } from './find-folder.ts';
import { look } from './look.ts';
import { pathFault } from './safe-path.ts';
import type { WorkFolder } from './work-folder.ts';

/**
 * The folder, not there yet, that all files of a plan go into; undefined where there is none, or
 * where a path is not safe. In it nothing can be in the way of a file, so that no place needs to be
 * looked at again.
 */
export function newFolderOf(at: {
  readonly realRoot: string;
  readonly changes: readonly Change[];
}): string | undefined {
  const { realRoot, changes } = at;
  const folder = changes[0]?.path.split('/', 1)[0] ?? '';
  const inside = `${folder}/`;
  const goesInside = ({ path, before }: Change) =>
    before === null && path.startsWith(inside) && pathFault(path) === null;
  return changes.every(goesInside) && look(below(realRoot, folder)) === null ? folder : undefined;
}

/**
 * Makes the whole folder in the work folder and puts it in its place with one rename. Nothing has
 * changed before that and all is done after it: there is nothing to undo, so no journal is kept.
 *
 * @throws ProjectError with code `disk` or `changed-meanwhile`
 */
export function writeNewFolder(at: {
  readonly work: WorkFolder;
  readonly realRoot: string;
  readonly changes: readonly Change[];
  readonly folder: string;
}): void {
  const { work, realRoot, changes, folder } = at;
  const staged = (inside: string) => work.folder + inside.slice(folder.length);
  for (const name of foldersOf(changes)) {
    onDisk({ verb: 'write', path: name }, () => mkdirSync(staged(name)));
  }
  for (const { path: file, bytes, mode } of changes) {
    onDisk({ verb: 'write', path: file }, () =>
      writeFileSync(staged(file), bytes, { mode, flag: 'wx' }),
    );
  }
  onDisk({ verb: 'write', path: folder }, () => putInPlace({ work, realRoot, folder }));
}

/** The folders of all files, parents before children. */
function foldersOf(changes: readonly Change[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of changes) {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      folders.add(path.slice(0, end));
    }
  }
  return folders;
}

function putInPlace(at: {
  readonly work: WorkFolder;
  readonly realRoot: string;
  readonly folder: string;
}): void {
  const { work, folder } = at;
  const place = below(at.realRoot, folder);
  // The rename itself refuses to replace all but an empty folder.
  if (look(place) !== null) {
    throw changedMeanwhile({ path: folder });
  }
  try {
    renameSync(work.folder, place);
  } catch (error) {
    if (look(work.folder) !== null) {
      throw error;
    }
    // It says that it failed, as some network disks do, but has been done.
  }
}
