import { mkdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { onDisk } from './disk-error.ts';
import { findFolder, nameOf, parentOf } from './find-folder.ts';
import type { JournalFile, StoredJournal } from './journal.ts';
import { errno, look } from './look.ts';
import type { WorkFolder } from './work-folder.ts';

/** A file that somebody changed after we had put it in place, and that therefore stayed. */
export interface KeptFile {
  /** Relative to the root. */
  readonly path: string;
  /** Where the file from before our run is now, relative to the root; null where there was none. */
  readonly oldCopy: string | null;
}

/**
 * Brings back what was there before a commit. Judges each file by what is on disk alone, so that
 * it can be repeated after a kill at any point.
 *
 * @returns the files that somebody changed since and that therefore were not restored
 * @throws ProjectError with code `disk`, `unsafe-path` or `not-a-file`
 */
export function restore(at: {
  readonly work: WorkFolder;
  readonly realRoot: string;
  readonly journal: StoredJournal;
}): KeptFile[] {
  const { work, realRoot, journal } = at;
  const kept = journal.files.flatMap((file, index) =>
    onDisk({ verb: 'restore', path: file.path }, () => {
      const folder = findFolder({ realRoot, folder: parentOf(file.path) });
      const place = path.join(folder.real, nameOf(file.path));
      const isOurs = () => stillOurs({ file, place, written: journal.written });
      if (file.replaces && !folder.exists) {
        mkdirSync(folder.real, { recursive: true });
      }
      return file.replaces
        ? bringBack({ file, place, backup: work.backup(index), isOurs })
        : takeAway({ file, place, staged: work.staged(index), isOurs });
    }),
  );
  for (const folder of journal.folders.toReversed()) {
    onDisk({ verb: 'restore', path: folder }, () => removeIfEmpty({ realRoot, folder }));
  }
  return kept;
}

/** No backup means: not yet moved away, or already brought back. */
function bringBack(at: {
  readonly file: JournalFile;
  readonly place: string;
  readonly backup: string;
  readonly isOurs: () => boolean;
}): KeptFile[] {
  const { file, place, backup } = at;
  if (look(backup) === null) {
    return [];
  }
  if (look(place) === null || at.isOurs()) {
    renameSync(backup, place);
    return [];
  }
  const copy = freeName(place);
  renameSync(backup, copy);
  return [{ path: file.path, oldCopy: path.posix.join(parentOf(file.path), path.basename(copy)) }];
}

/** Still staged means: not yet put in place; then a file that is there is not ours. */
function takeAway(at: {
  readonly file: JournalFile;
  readonly place: string;
  readonly staged: string;
  readonly isOurs: () => boolean;
}): KeptFile[] {
  if (look(at.staged) !== null || look(at.place) === null) {
    return [];
  }
  if (at.isOurs()) {
    unlinkSync(at.place);
    return [];
  }
  return [{ path: at.file.path, oldCopy: null }];
}

/**
 * All new files were staged before the journal was written: one that is younger, or of another
 * size, is somebody's work. (Hashing all new files would cost more than writing them.)
 */
function stillOurs(at: {
  readonly file: JournalFile;
  readonly place: string;
  readonly written: number;
}): boolean {
  const stats = look(at.place);
  return stats?.isFile() === true && stats.size === at.file.size && stats.mtimeMs <= at.written;
}

function freeName(place: string): string {
  let name = `${place}.orig`;
  for (let count = 2; look(name) !== null; count++) {
    name = `${place}.orig${count}`;
  }
  return name;
}

function removeIfEmpty(at: { readonly realRoot: string; readonly folder: string }): void {
  const parent = findFolder({ realRoot: at.realRoot, folder: parentOf(at.folder) });
  try {
    rmdirSync(path.join(parent.real, nameOf(at.folder)));
  } catch (error) {
    // Not there, replaced, or somebody has put something in: none of ours to remove.
    if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(errno(error) ?? '')) {
      throw error;
    }
  }
}
