import { realpathSync } from 'node:fs';
import path from 'node:path';
import { onDisk } from './disk-error.ts';
import { errno, look } from './look.ts';
import { isAnotherUsers, notOurs } from './other-runs.ts';
import { takeOver } from './owner.ts';
import { type Settled, settle } from './settle.ts';
import { removeWorkFolder, type WorkFolder, workFolder } from './work-folder.ts';

/** What was done about one interrupted commit. */
export interface Recovery extends Settled {
  /** Absolute path of the folder that was brought into order. */
  readonly root: string;
}

/**
 * Brings every folder from `startFolder` upwards, in which a commit was interrupted, into a state
 * that is wholly old or wholly new. To be called before anything else looks at the files.
 *
 * @param startFolder absolute path; may not exist
 * @returns what was done, innermost folder first; usually nothing
 * @throws ProjectError with code `busy` where another run is at work, `not-ours` where a folder of
 *   that name is none of ours, or `disk`; it may then be called again
 */
export function recover(startFolder: string): Recovery[] {
  return upwards(startFolder).flatMap((root) => {
    const work = workFolder(root);
    const found = onDisk({ verb: 'read', path: root }, () => belongsToUs(work));
    return found ? recoverIn(work) : [];
  });
}

function recoverIn(work: WorkFolder): Recovery[] {
  const { root } = work;
  return onDisk({ verb: 'restore', path: root }, () => {
    const owner = takeOver(work);
    if (owner === null) {
      return [{ root, outcome: 'tidy', kept: [] }];
    }
    const settled = settle(work);
    removeWorkFolder({ work, owner });
    return [{ root, ...settled }];
  });
}

/** Another user's folder is passed by. */
function belongsToUs(work: WorkFolder): boolean {
  const stats = lookUnlessClosed(work.path);
  if (stats === null || isAnotherUsers(stats)) {
    return false;
  }
  if (!stats.isDirectory()) {
    throw notOurs(work);
  }
  return true;
}

/** In a folder that we may not look into, we have not written either. */
function lookUnlessClosed(file: string): ReturnType<typeof look> {
  try {
    return look(file);
  } catch (error) {
    if (errno(error) === 'EACCES' || errno(error) === 'EPERM') {
      return null;
    }
    throw error;
  }
}

/** The existing folders from `start` to the top, without symbolic links. */
function upwards(start: string): string[] {
  const folders = [realFolder(path.resolve(start))];
  for (;;) {
    const last = folders.at(-1) ?? '';
    const parent = path.dirname(last);
    if (parent === last) {
      return folders;
    }
    folders.push(parent);
  }
}

function realFolder(start: string): string {
  try {
    return realpathSync(start);
  } catch (error) {
    const parent = path.dirname(start);
    if (parent === start) {
      throw error;
    }
    return realFolder(parent);
  }
}
