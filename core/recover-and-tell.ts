import { recover } from './commit/recover.ts';
import { recoveryMessage } from './commit/recovery-message.ts';
import type { Face } from './face.ts';

/**
 * Brings into order what an interrupted run left here or in a folder above, and says so. Every
 * command that looks at a folder does this first.
 *
 * @throws ProjectError where another run is at work, or the disk refuses
 */
export function recoverAndTell(face: Face): void {
  for (const recovery of recover(face.cwd)) {
    face.note(`${recoveryMessage(recovery)}\n`);
  }
}
