import { readdirSync, type Stats } from 'node:fs';
import path from 'node:path';
import { ProjectError } from '../errors.ts';
import { errno, look } from './look.ts';
import type { WorkFolder } from './work-folder.ts';

/** The owner is in the name of a file, because creating and renaming a file are atomic. */
export const OWNER = /^owner-(\d+)$/;

/** Whether the run that an owner file names may still be at work. */
export function isAlive(name: string): boolean {
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

/** Another user's folder: what stands in it could turn our rights against us. */
export function isAnotherUsers(stats: Stats): boolean {
  const user = process.geteuid?.();
  return user !== undefined && stats.uid !== user;
}

/** A folder of that name that we must not touch. */
export function notOurs(work: WorkFolder): ProjectError {
  return new ProjectError({
    code: 'not-ours',
    message: `${JSON.stringify(work.path)} was not made by a run of dext-timer, or is damaged; look into it and move it away.`,
  });
}

/** Says why the work folder is there already. */
export function taken(work: WorkFolder): ProjectError {
  const stats = look(work.path);
  if (stats === null || !isAnotherUsers(stats)) {
    return busy(work);
  }
  return new ProjectError({
    code: 'busy',
    message: `Another user's run is writing in ${JSON.stringify(work.root)}, or was interrupted there; run as that user (id ${stats.uid}), or remove ${JSON.stringify(work.path)}.`,
  });
}

/** Says who has the work folder. */
export function busy(work: WorkFolder): ProjectError {
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
