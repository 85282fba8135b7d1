import { parseCommandLine } from '../../core/options/command-line.ts';
import { parseGivenObject } from '../../core/options/given-object.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import type { Given } from '../../core/options/option.ts';
import { RUNNER_FLAGS, RUNNER_KEYS } from './runner-flags.ts';

/**
 * Reads what a program gave: arguments as on a command line, and an object of options. Where both
 * give the same, the arguments count.
 *
 * @throws UsageError naming the flag
 */
export function givenByHost(at: {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}): Given {
  const given = parseGivenObject(withoutTwins(at.options), NEW_COMMAND, {
    runnerFlags: RUNNER_KEYS,
  });
  const args = at.args.map(String);
  return new Map([...given, ...parseCommandLine(args, NEW_COMMAND, { runnerFlags: RUNNER_FLAGS })]);
}

/** `yo` and yeoman-test hand over `dry-run` beside `dryRun`; that is no repetition. */
function withoutTwins(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).filter(([key, value]) => {
      const twin = key.replaceAll(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
      return twin === key || !Object.hasOwn(options, twin) || options[twin] !== value;
    }),
  );
}
