import { mkdirSync, readdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ProjectError } from '../errors.ts';
import { errno } from './look.ts';
import type { WorkFolder } from './work-folder.ts';

/** The owner is in the name of a file, because creating and renaming a file are atomic. */
const OWNER = /^owner-(\d+)$/;

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
    throw errno(error) === 'EEXIST' ? busy(work) : error;
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

/** A folder of that name that we must not touch. */
export function notOurs(work: WorkFolder): ProjectError {
  return new ProjectError({
    code: 'not-ours',
    message: `${JSON.stringify(work.path)} was not made by a run of dext-timer, or is damaged; look into it and move it away.`,
  });
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

function busy(work: WorkFolder): ProjectError {
  const root = JSON.stringify(work.root);
  const owner = livingOwner(work);
  if (owner === undefined) {
    return new ProjectError({
      code: 'busy',
      message: `Another run is writing in ${root}, or was interrupted there; try again.`,
    });
  }
  const pid = OWNER.exec(owner)?.[1];
  // Process ids are used again: by now the number may mean a stranger's process.
  return new ProjectError({
    code: 'busy',
    message: `Another run (process ${pid}) is writing in ${root}; try again when it has ended. If process ${pid} is another program, rename ${JSON.stringify(path.join(work.path, owner))} to "owner-0" and try again.`,
  });
}

function livingOwner(work: WorkFolder): string | undefined {
  try {
    return readdirSync(work.path).find(isAlive);
  } catch {
    // Gone or not readable: that it was there is all we know.
    return undefined;
  }
}

function isAlive(name: string): boolean {
  const pid = Number(OWNER.exec(name)?.[1] ?? 0);
  // Our own id: from an earlier failure in this process, or a killed one that had the same id.
  if (pid === 0 || pid === process.pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errno(error) === 'EPERM';
  }
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
