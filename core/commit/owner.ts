import { mkdirSync, readdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errno } from './look.ts';
import { busy, isAlive, notOurs, OWNER, taken } from './other-runs.ts';
import type { WorkFolder } from './work-folder.ts';

/**
 * Creates the work folder; whoever creates it has the lock on the root.
 *
 * @returns path of our owner file
 * @throws ProjectError with code `busy` where another run has it or left it
 */
export function createWorkFolder(work: WorkFolder): string {
  try {
    // Backups may hold what only the person may read.
    mkdirSync(work.path, { mode: 0o700 });
  } catch (error) {
    throw errno(error) === 'EEXIST' ? taken(work) : error;
  }
  try {
    return sign(work);
  } catch (error) {
    removeQuietly(work);
    throw error;
  }
}

/**
 * Takes over the work folder of a run that is dead.
 *
 * @returns path of our owner file, or null where the folder was empty and is now gone
 * @throws ProjectError with code `busy` where its run is alive, `not-ours` where no run of ours
 *   made the folder
 */
export function takeOver(work: WorkFolder): string | null {
  const names = readdirSync(work.path);
  if (names.length === 0) {
    // Killed before it was signed.
    return removeEmpty(work);
  }
  const owners = names.filter((name) => OWNER.test(name));
  const [first] = owners;
  if (first === undefined) {
    throw notOurs(work);
  }
  if (owners.some(isAlive)) {
    throw busy(work);
  }
  const ours = ownerFile(work);
  try {
    // Of two runs that recover at once, one rename succeeds.
    renameSync(path.join(work.path, first), ours);
  } catch (error) {
    throw errno(error) === 'ENOENT' ? busy(work) : error;
  }
  return ours;
}

/**
 * A recovery elsewhere may take the still empty folder for a left-over and remove it, and a third
 * run may then create it anew: so each run signs first and looks for others afterwards.
 */
function sign(work: WorkFolder): string {
  const owner = ownerFile(work);
  try {
    writeFileSync(owner, '', { flag: 'wx' });
  } catch (error) {
    throw errno(error) === 'ENOENT' ? busy(work) : error;
  }
  const others = readdirSync(work.path).filter((name) => path.join(work.path, name) !== owner);
  if (others.length > 0) {
    unlinkSync(owner);
    throw busy(work);
  }
  return owner;
}

function removeEmpty(work: WorkFolder): null {
  try {
    rmdirSync(work.path);
    return null;
  } catch (error) {
    const code = errno(error) ?? '';
    throw ['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(code) ? busy(work) : error;
  }
}

function removeQuietly(work: WorkFolder): void {
  try {
    rmdirSync(work.path);
  } catch {
    // Whatever stays is ours and holds nothing; the next recovery removes it.
  }
}

function ownerFile(work: WorkFolder): string {
  return path.join(work.path, `owner-${process.pid}`);
}
