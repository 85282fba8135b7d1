import { readdirSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import path from 'node:path';

/** The folder, in the plan's root and so on its disk, in which a commit keeps what it needs. */
export const WORK_FOLDER = '.dext-timer-commit';

/**
 * The names in a work folder. Their presence is the state of a commit:
 *
 * - no journal: nothing outside the work folder has been touched, or all is done, as it is with
 *   the one rename that puts a whole new folder in its place;
 * - `journal.json`: files are being put in place; the old state can be restored;
 * - `committed.json`, which is the journal renamed: all files are in place.
 */
export interface WorkFolder {
  /** The folder whose files are written, absolute. */
  readonly root: string;
  /** The work folder itself. */
  readonly path: string;
  /** The journal while it is written. */
  readonly draft: string;
  readonly journal: string;
  readonly committed: string;
  /** A whole new folder, until it is in place. */
  readonly folder: string;
  /** The new bytes of a file, by its index in the journal, until they are in place. */
  staged(index: number): string;
  /** The old file, by its index in the journal, once the way is free for the new one. */
  backup(index: number): string;
}

export function workFolder(root: string): WorkFolder {
  const folder = path.join(root, WORK_FOLDER);
  const inside = (name: string) => path.join(folder, name);
  return {
    root,
    path: folder,
    draft: inside('journal.draft'),
    journal: inside('journal.json'),
    committed: inside('committed.json'),
    folder: inside('new'),
    staged: (index) => inside(`new-${index}`),
    backup: (index) => inside(`old-${index}`),
  };
}

/**
 * Removes a work folder that nobody needs any more; may be repeated after a kill at any point.
 *
 * @param at.owner path of our owner file: it goes last, so that nobody else steps in before
 */
export function removeWorkFolder(at: { readonly work: WorkFolder; readonly owner: string }): void {
  const { work, owner } = at;
  const files = readdirSync(work.path).map((name) => path.join(work.path, name));
  for (const file of files) {
    if (file === work.folder) {
      rmSync(file, { recursive: true });
    } else if (file !== owner && file !== work.committed) {
      unlinkSync(file);
    }
  }
  // After the backups: as long as it is there, a next run knows that the new state is whole.
  if (files.includes(work.committed)) {
    unlinkSync(work.committed);
  }
  unlinkSync(owner);
  rmdirSync(work.path);
}
