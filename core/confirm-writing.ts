import { Cancelled, UsageError } from './errors.ts';
import type { Face } from './face.ts';

/**
 * Shows what is about to be written, and asks for a last yes.
 *
 * @param at.shown as it stands above the question; left out where it stands there already
 * @param at.message the question
 * @throws UsageError where nobody can be asked, Cancelled where the answer is no
 */
export async function confirmWriting(at: {
  readonly face: Face;
  readonly shown?: () => string;
  readonly message: string;
}): Promise<void> {
  const { face, message } = at;
  refuseWithoutTerminal(face);
  face.note(at.shown?.() ?? '');
  const go = await face.ask({ type: 'confirm', name: 'write', message, default: true });
  if (go !== true) {
    throw new Cancelled();
  }
}

/** @throws UsageError where nobody can be asked; for whoever knows it before there is a question */
export function refuseWithoutTerminal({ canAsk }: Face): void {
  if (!canAsk) {
    throw new UsageError({
      code: 'no-terminal',
      flag: '--yes',
      message: 'Nobody can be asked without a terminal: pass --yes to write, or --dry-run to look.',
    });
  }
}
