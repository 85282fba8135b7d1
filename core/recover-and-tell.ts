import { type Recovery, recover } from './commit/recover.ts';
import type { Face } from './face.ts';

/**
 * Brings into order what an interrupted run left here or in a folder above, and says so. Every
 * command does this first.
 *
 * @throws ProjectError where another run is at work, or the disk refuses
 */
export function recoverAndTell(face: Face): void {
  for (const recovery of recover(face.cwd)) {
    face.note(`${describe(recovery)}\n`);
    for (const { path, oldCopy } of recovery.kept) {
      const old = oldCopy ? `; what was there before is in ${oldCopy}` : '';
      face.note(`${path} was changed since and is left as it is${old}.\n`);
    }
  }
}

function describe({ outcome, root }: Recovery): string {
  switch (outcome) {
    case 'restored':
      return `An earlier run was interrupted in ${root}; all is as it was before it.`;
    case 'completed':
      return `An earlier run was interrupted in ${root} when all was written; its rest is cleaned up.`;
    case 'nothing-written':
      return `An earlier run was interrupted in ${root} before it wrote anything; its rest is cleaned up.`;
  }
}
