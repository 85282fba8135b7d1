import type { Face } from '../../core/face.ts';
import { commitNewProject } from '../../core/new/new-project.ts';
import { prepareNew } from '../../core/new/prepare-new.ts';
import { lineOf } from '../../core/options/command-line.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { switchesOf } from '../../core/options/switches.ts';
import { readLine } from '../../core/read-line.ts';
import { recoverAndTell } from '../../core/recover-and-tell.ts';
import { tellAbout } from '../../core/tell-about.ts';

/** `dext-timer new`: options → plan → verify → show → commit. */
export async function runNew(args: readonly string[], face: Face): Promise<number> {
  recoverAndTell(face);
  const line = { line: lineOf(args), command: NEW_COMMAND, asks: 'new', cwd: face.cwd } as const;
  const { command, given } = await readLine(line);
  if (!tellAbout({ command, given, face, as: 'command' })) {
    const planned = await prepareNew({ given, face });
    await commitNewProject({ planned, switches: switchesOf(given), face });
  }
  return 0;
}
