import { mkdirSync, renameSync } from 'node:fs';
import type { Change } from '../plan/change.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { onDisk } from './disk-error.ts';
import { below, type Folder, findFolder, nameOf, parentOf } from './find-folder.ts';
import { hashOf } from './hash-of.ts';
import type { WorkFolder } from './work-folder.ts';

/**
 * Creates the missing folders, then for each change moves the old file out of the way and the
 * staged one into its place. Each step is a rename or a mkdir, and the journal tells how to undo it.
 *
 * @throws ProjectError with code `disk`, `changed-meanwhile`, `unsafe-path` or `not-a-file`
 */
export function putInPlace(at: {
  readonly work: WorkFolder;
  readonly realRoot: string;
  readonly project: string | undefined;
  readonly folders: readonly string[];
  readonly changes: readonly Change[];
}): void {
  const { work, realRoot, project } = at;
  // Each folder is looked at afresh: a link may have appeared since the plan was made.
  const known = new Map<string, Folder>();
  const placeOf = (path: string) => {
    const folder = findFolder({ realRoot, project, folder: parentOf(path), known });
    return below(folder.real, nameOf(path));
  };
  for (const folder of at.folders) {
    onDisk({ verb: 'write', path: folder }, () => mkdirSync(placeOf(folder)));
  }
  at.changes.forEach((change, index) => {
    onDisk({ verb: 'write', path: change.path }, () => {
      const place = placeOf(change.path);
      freeTheWay({ change, place, backup: work.backup(index) });
      renameSync(work.staged(index), place);
    });
  });
}

function freeTheWay(at: {
  readonly change: Change;
  readonly place: string;
  readonly backup: string;
}): void {
  const { change, place, backup } = at;
  if (change.before === null) {
    if (hashOf(place) !== null) {
      throw changedMeanwhile(change);
    }
    return;
  }
  renameSync(place, backup);
  // Only now can nobody change it under us any more.
  if (hashOf(backup) !== change.before) {
    throw changedMeanwhile(change);
  }
}
