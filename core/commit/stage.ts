import { chmodSync, lstatSync, writeFileSync } from 'node:fs';
import type { Change } from '../plan/change.ts';
import { onDisk } from './disk-error.ts';
import type { Target } from './inspect.ts';
import type { WorkFolder } from './work-folder.ts';

/**
 * Writes all new bytes into the work folder, with the permissions that they will have:
 *
 * - a new file has the plan's mode less the umask, as any file that a person creates;
 * - a changed file keeps its own permissions; where the plan wants a script, it also gets the
 *   execute bits that a new script would have.
 */
export function stage(at: {
  readonly work: WorkFolder;
  readonly changes: readonly Change[];
  readonly targets: readonly Target[];
}): void {
  at.changes.forEach((change, index) => {
    const staged = at.work.staged(index);
    onDisk({ verb: 'write', path: change.path }, () => {
      writeFileSync(staged, change.bytes, { mode: change.mode, flag: 'wx' });
      keepPermissions({ staged, old: at.targets[index]?.mode ?? null });
    });
  });
}

function keepPermissions(at: { readonly staged: string; readonly old: number | null }): void {
  if (at.old === null) {
    return;
  }
  const fresh = lstatSync(at.staged).mode & 0o777;
  const wanted = at.old | (fresh & 0o111);
  if (wanted !== fresh) {
    chmodSync(at.staged, wanted);
  }
}
