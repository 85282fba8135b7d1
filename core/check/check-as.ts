import type { Face } from '../face.ts';
import { CHECK_COMMAND } from '../options/check-command.ts';
import type { Given } from '../options/option.ts';
import { resolveCheck } from '../options/resolve-check.ts';
import { recoverAndTell } from '../recover-and-tell.ts';
import { RULES } from '../rules/rules.ts';
import { tellAbout } from '../tell-about.ts';
import { runCheck } from './run-check.ts';

/**
 * The whole of `check`, as either face runs it.
 *
 * @param at.read reads what was given, in the way of the face
 * @returns the exit status
 */
export async function checkAs(at: {
  readonly as: 'command' | 'yeoman';
  readonly read: () => Given;
  readonly face: Face;
}): Promise<number> {
  const { face } = at;
  recoverAndTell(face);
  const given = at.read();
  if (tellAbout({ command: CHECK_COMMAND, given, face, as: at.as })) {
    return 0;
  }
  const options = resolveCheck({ given, ruleIds: RULES.map((rule) => rule.id) });
  return runCheck(options, { face, rules: RULES });
}
