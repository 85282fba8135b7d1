import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import type { Change } from '../plan/change.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { onDisk } from './disk-error.ts';
import { below, findFolder, nameOf, parentOf } from './find-folder.ts';
import type { Inspection } from './inspect.ts';
import { look } from './look.ts';
import type { WorkFolder } from './work-folder.ts';

/** The folder, not there yet, that all files of a plan go into; undefined where there is none. */
export function newFolderOf(at: {
  readonly inspection: Inspection;
  readonly changes: readonly Change[];
}): string | undefined {
  // Parents come before children: no other folder can hold all.
  const [folder] = at.inspection.missingFolders;
  const holds = (file: string) => folder !== undefined && file.startsWith(`${folder}/`);
  return at.changes.every((change) => holds(change.path)) ? folder : undefined;
}

/**
 * Makes the whole folder in the work folder and puts it in its place with one rename. Nothing has
 * changed before that and all is done after it: there is nothing to undo, so no journal is kept.
 *
 * @throws ProjectError with code `disk`, `changed-meanwhile`, `unsafe-path` or `not-a-file`
 */
export function writeNewFolder(at: {
  readonly work: WorkFolder;
  readonly inspection: Inspection;
  readonly changes: readonly Change[];
  readonly folder: string;
}): void {
  const { work, folder } = at;
  const { realRoot, missingFolders } = at.inspection;
  const staged = (inside: string) => work.folder + inside.slice(folder.length);
  for (const missing of missingFolders) {
    onDisk({ verb: 'write', path: missing }, () => mkdirSync(staged(missing)));
  }
  for (const { path: file, bytes, mode } of at.changes) {
    onDisk({ verb: 'write', path: file }, () =>
      writeFileSync(staged(file), bytes, { mode, flag: 'wx' }),
    );
  }
  onDisk({ verb: 'write', path: folder }, () => putInPlace({ work, realRoot, folder }));
}

function putInPlace(at: {
  readonly work: WorkFolder;
  readonly realRoot: string;
  readonly folder: string;
}): void {
  const { work, folder } = at;
  // Looked at afresh: a link may have appeared since the plan was made.
  const parent = findFolder({ realRoot: at.realRoot, folder: parentOf(folder) });
  const place = below(parent.real, nameOf(folder));
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
