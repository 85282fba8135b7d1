import { commitTimer } from '../../core/commit-timer.ts';
import type { Face } from '../../core/face.ts';
import { ADD_COMMAND } from '../../core/options/add-command.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { switchesOf } from '../../core/options/switches.ts';
import { recoverAndTell } from '../../core/recover-and-tell.ts';
import { prepareAdd } from '../../core/run-add.ts';
import { tellAbout } from '../../core/tell-about.ts';

/** `dext-timer add`: options → dext → insertions → verify → show → commit. */
export async function runAdd(args: readonly string[], face: Face): Promise<number> {
  recoverAndTell(face);
  const given = parseCommandLine(args, ADD_COMMAND);
  if (!tellAbout({ command: ADD_COMMAND, given, face, as: 'command' })) {
    const planned = await prepareAdd({ given, face });
    await commitTimer({ planned, switches: switchesOf(given), face });
  }
  return 0;
}
