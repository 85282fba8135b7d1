import { commitTimer } from '../../core/add/commit-timer.ts';
import { prepareAdd } from '../../core/add/prepare-add.ts';
import type { Face } from '../../core/face.ts';
import { ADD_COMMAND } from '../../core/options/add-command.ts';
import { lineOf } from '../../core/options/command-line.ts';
import { switchesOf } from '../../core/options/switches.ts';
import { readLine } from '../../core/read-line.ts';
import { recoverAndTell } from '../../core/recover-and-tell.ts';
import { tellAbout } from '../../core/tell-about.ts';

/** `dext-timer add`: options → dext → insertions → verify → show → commit. */
export async function runAdd(args: readonly string[], face: Face): Promise<number> {
  recoverAndTell(face);
  const line = { line: lineOf(args), command: ADD_COMMAND, asks: 'add', cwd: face.cwd } as const;
  const { command, given } = await readLine(line);
  if (!tellAbout({ command, given, face, as: 'command' })) {
    const planned = await prepareAdd({ given, face });
    await commitTimer({ planned, switches: switchesOf(given), face });
  }
  return 0;
}
