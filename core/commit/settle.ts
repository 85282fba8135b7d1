import { realpathSync, unlinkSync } from 'node:fs';
import { readJournal } from './journal.ts';
import { look } from './look.ts';
import { type KeptFile, restore } from './restore.ts';
import type { WorkFolder } from './work-folder.ts';

/** What a commit that did not reach its end has come to. */
export interface Settled {
  /**
   * `restored`: the old state is back; `completed`: all new files were in place already; `tidy`:
   * the run had not begun to put files in place, or had ended but for the work folder.
   */
  readonly outcome: 'restored' | 'completed' | 'tidy';
  readonly kept: readonly KeptFile[];
}

/**
 * Decides by the work folder alone whether the tree is to be wholly old or wholly new, and makes
 * it so. What is left in the work folder afterwards is rubbish.
 *
 * @throws ProjectError; then it may be called again
 */
export function settle(work: WorkFolder): Settled {
  if (look(work.committed) !== null) {
    return { outcome: 'completed', kept: [] };
  }
  const journal = readJournal(work);
  if (journal === null) {
    return { outcome: 'tidy', kept: [] };
  }
  const kept = restore({ work, realRoot: realpathSync(work.root), journal });
  // Before any staged file goes: their absence would say that they were put in place.
  unlinkSync(work.journal);
  return { outcome: 'restored', kept };
}
