import { explain } from '../../core/explain/explain.ts';
import type { Face } from '../../core/face.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { EXPLAIN_COMMAND } from '../../core/options/explain-command.ts';
import { RULES } from '../../core/rules/rules.ts';
import { tellAbout } from '../../core/tell-about.ts';

/** `dext-timer explain`. */
export async function runExplain(args: readonly string[], face: Face): Promise<number> {
  const given = parseCommandLine(args, EXPLAIN_COMMAND);
  if (!tellAbout({ command: EXPLAIN_COMMAND, given, face, as: 'command' })) {
    explain({ given, face, rules: RULES });
  }
  return 0;
}
