import { checkAs } from '../../core/check/check-as.ts';
import type { Face } from '../../core/face.ts';
import { CHECK_COMMAND } from '../../core/options/check-command.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';

/** `dext-timer check`: find → read → analyse → silence → report. */
export function runCheckCommand(args: readonly string[], face: Face): Promise<number> {
  return checkAs({ as: 'command', read: () => parseCommandLine(args, CHECK_COMMAND), face });
}
