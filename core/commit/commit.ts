import { accessSync, constants, realpathSync, renameSync } from 'node:fs';
import { ProjectError, UserError } from '../errors.ts';
import { actionOf, type Change, type Plan } from '../plan/change.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { onDisk } from './disk-error.ts';
import { type Inspection, inspect, type Target } from './inspect.ts';
import { writeJournal } from './journal.ts';
import { newFolderOf, writeNewFolder } from './new-folder.ts';
import { createWorkFolder } from './owner.ts';
import { putInPlace } from './put-in-place.ts';
import { settle } from './settle.ts';
import { stage } from './stage.ts';
import { removeWorkFolder, type WorkFolder, workFolder } from './work-folder.ts';

/**
 * Writes a plan: everything or nothing. A kill at any point leaves a work folder behind, from
 * which `recover` makes the tree wholly old or wholly new. Not covered is the loss of power, as
 * nothing is forced to the disk.
 *
 * @param plan its root must exist; changes that are identical to what is there are left out
 * @throws ProjectError, and then nothing has changed: code `changed-meanwhile`, `busy`, `disk`,
 *   `unsafe-path`, `not-a-file`; with `not-undone` the next `recover` brings back the old state
 */
export function commit(plan: Plan): void {
  const { project } = plan;
  const changes = plan.changes.filter((change) => actionOf(change) !== 'identical');
  if (changes.length === 0) {
    return;
  }
  const { realRoot, whole } = onDisk({ verb: 'read', path: plan.root }, () => {
    const realRoot = realpathSync(plan.root);
    return { realRoot, whole: newFolderOf({ realRoot, changes }) };
  });
  const places = whole ?? stillAsPlanned({ root: realRoot, project, changes });

  const work = workFolder(realRoot);
  const owner = onDisk({ verb: 'write', path: plan.root }, () => createWorkFolder(work));
  try {
    if (typeof places === 'string') {
      writeNewFolder({ work, realRoot, changes, folder: places });
    } else {
      writeAmongOthers({ work, project, inspection: places, changes });
    }
  } catch (error) {
    undo({ work, owner, error });
    return;
  }
  removeQuietly({ work, owner });
}

/** Every place where a file goes, looked at once more. */
function stillAsPlanned(at: {
  readonly root: string;
  readonly project: string | undefined;
  readonly changes: readonly Change[];
}): Inspection {
  const { changes } = at;
  const inspection = inspect({ ...at, files: changes });
  changes.forEach((change, index) => {
    refuseUnlessAsPlanned({ change, target: inspection.targets[index] });
  });
  return inspection;
}

function refuseUnlessAsPlanned(at: {
  readonly change: Change;
  readonly target: Target | undefined;
}): void {
  const { change, target } = at;
  if (target === undefined || target.before !== change.before) {
    throw changedMeanwhile(change);
  }
  if (target.before !== null) {
    // A rename would replace even a file that its owner has protected from writing.
    onDisk({ verb: 'write', path: change.path }, () => accessSync(target.real, constants.W_OK));
  }
}

/** Each file goes to its place alone, and the journal tells how far that has come. */
function writeAmongOthers(at: {
  readonly work: WorkFolder;
  readonly project: string | undefined;
  readonly inspection: Inspection;
  readonly changes: readonly Change[];
}): void {
  const { work, project, changes } = at;
  const { realRoot, targets, missingFolders: folders } = at.inspection;
  stage({ work, changes, targets });
  const files = changes.map(({ path, before, bytes }) => ({
    path,
    replaces: before !== null,
    size: bytes.length,
  }));
  onDisk({ verb: 'write', path: work.journal }, () =>
    writeJournal({ work, journal: { folders, files } }),
  );
  putInPlace({ work, realRoot, project, folders, changes });
  onDisk({ verb: 'write', path: work.committed }, () => renameSync(work.journal, work.committed));
}

/** Throws the error again once all is as before; returns where all was in place in spite of it. */
function undo(at: {
  readonly work: WorkFolder;
  readonly owner: string;
  readonly error: unknown;
}): void {
  const { work, owner, error } = at;
  let outcome: string;
  try {
    ({ outcome } = onDisk({ verb: 'restore', path: work.root }, () => settle(work)));
  } catch (second) {
    throw notUndone({ work, error, second });
  }
  removeQuietly({ work, owner });
  if (outcome !== 'completed') {
    throw error;
  }
}

function notUndone(at: {
  readonly work: WorkFolder;
  readonly error: unknown;
  readonly second: unknown;
}): unknown {
  const { work, error, second } = at;
  if (!(error instanceof UserError) || !(second instanceof UserError)) {
    return error;
  }
  return new ProjectError({
    code: 'not-undone',
    message: `${error.message} Undoing that failed, too: ${second.message} Remove the cause and run again in ${JSON.stringify(work.root)}: every run first brings back what was there before.`,
    cause: error,
  });
}

/** All files are in their places: what stays in the work folder is left to the next recovery. */
function removeQuietly(at: { readonly work: WorkFolder; readonly owner: string }): void {
  try {
    removeWorkFolder(at);
  } catch {
    // Not worth failing for; `recover` removes it.
  }
}
