import type { Face } from '../../core/face.ts';
import { commitNewProject } from '../../core/new-project.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { switchesOf } from '../../core/options/switches.ts';
import { prepareNew, tellAboutNew } from '../../core/run-new.ts';

/** `dext-timer new`: options → plan → verify → show → commit. */
export async function runNew(args: readonly string[], face: Face): Promise<void> {
  const given = parseCommandLine(args, NEW_COMMAND);
  if (tellAboutNew({ given, face, as: 'command' })) {
    return;
  }
  const planned = await prepareNew({ given, face });
  await commitNewProject({ planned, switches: switchesOf(given), face });
}
