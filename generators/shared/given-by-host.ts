import { type CommandLine, parseCommandLine, peekText } from '../../core/options/command-line.ts';
import { parseGivenObject } from '../../core/options/given-object.ts';
import type { Command, Given } from '../../core/options/option.ts';
import { runnerFlagsBeside, runnerKeysBeside } from './runner-flags.ts';

/** What a program gave, which can be read before all of our flags are known. */
export function hostLine(at: {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}): CommandLine {
  const args = at.args.map(String);
  return {
    peek: (key) => {
      const value = at.options[key];
      return peekText(args, key) ?? (typeof value === 'string' ? value : undefined);
    },
    read: (command) => givenByHost({ ...at, command }),
  };
}

/**
 * Reads what a program gave: arguments as on a command line, and an object of options. Where both
 * give the same, the arguments count.
 *
 * @throws UsageError naming the flag
 */
export function givenByHost(at: {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly command: Command;
}): Given {
  const { command } = at;
  const given = parseGivenObject(withoutTwins(at.options), command, {
    runnerFlags: runnerKeysBeside(command),
  });
  const args = at.args.map(String);
  return new Map([
    ...given,
    ...parseCommandLine(args, command, { runnerFlags: runnerFlagsBeside(command) }),
  ]);
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
