import { parseArgs } from 'node:util';
import { GivenCollector } from './given-collector.ts';
import { type Command, flagsOf, type Given, kebab } from './option.ts';

/** What a person gave, which can be read before all of its flags are known. */
export interface CommandLine {
  /** The text of one flag, wherever it stands; undefined where it is not given, or has none. */
  peek(key: string): string | undefined;
  /** Everything. */
  read(command: Command): Given;
}

/**
 * The arguments of a command, as the shell handed them over.
 */
export function lineOf(args: readonly string[]): CommandLine {
  return {
    peek: (key) => peekText(args, key),
    read: (command) => parseCommandLine(args, command),
  };
}

/** The text of one flag of a line that may be wrong otherwise. */
export function peekText(args: readonly string[], key: string): string | undefined {
  const name = kebab(key);
  // Most lines have none, and need not be read twice.
  if (!args.some((it) => it.startsWith(`--${name}`))) {
    return undefined;
  }
  const { tokens } = parseArgs({
    args: [...args],
    options: { [name]: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const token = tokens.find((it) => it.kind === 'option' && it.rawName === `--${name}`);
  const text = token?.kind === 'option' ? token.value : undefined;
  return text === '' || text?.startsWith('--') ? undefined : text;
}

/**
 * Reads the arguments of a command, exact texts as the shell handed them over: `007` and `1.10`
 * stay what they are. A switch never swallows the argument behind it, so `--yes Foo` names Foo.
 * Values are not judged here: see resolveAnswers.
 *
 * @param options.runnerFlags flags, without dashes, that the program around us understands and
 *   that are none of ours, such as Yeoman's skip-install; they are passed over
 * @throws UsageError for what cannot be understood, naming the flag
 */
export function parseCommandLine(
  args: readonly string[],
  command: Command,
  options: { readonly runnerFlags?: readonly string[] } = {},
): Given {
  const runnerFlags = new Set(options.runnerFlags);
  const collector = new GivenCollector(command);
  for (const token of tokenize(args, command)) {
    if (token.kind === 'positional') {
      collector.addPositional(token.value);
    } else if (token.kind === 'option' && !runnerFlags.has(token.name)) {
      // A group such as -abc comes as three tokens; the person reads it as one.
      const typed = token.rawName.startsWith('--')
        ? token.rawName
        : (args[token.index] ?? token.rawName);
      const spelling = collector.spelling(typed.replace(/^--?/, ''), typed);
      if (spelling.flag.kind === 'switch') {
        collector.addSwitch(spelling, token.inlineValue ? token.value : undefined);
      } else {
        // parseArgs hands over whatever comes next; a flag there means that the value is missing.
        const isNextFlag = !token.inlineValue && token.value?.startsWith('--');
        collector.addText(spelling, isNextFlag ? undefined : token.value);
      }
    }
  }
  return collector.given;
}

/**
 * Whether a switch is on, of a command line that may be wrong: an error of the line itself must be
 * shown the way that the line asks for (`--json`, `--debug`).
 *
 * @param flag without dashes
 */
export function isSwitchedOn(args: readonly string[], flag: string): boolean {
  const end = args.indexOf('--');
  const flags = end === -1 ? args : args.slice(0, end);
  return flags.includes(`--${flag}`) || flags.includes(`--${flag}=true`);
}

/** Whether a command line, which may be wrong, asks for JSON: `--json` or `--format json`. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const flags = end === -1 ? args : args.slice(0, end);
  const isFormat = (flag: string, index: number) =>
    flag === '--format=json' || (flag === 'json' && flags[index - 1] === '--format');
  return isSwitchedOn(args, 'json') || flags.some(isFormat);
}

function tokenize(args: readonly string[], command: Command) {
  const flags = flagsOf(command).filter((flag) => flag.positionalOnly === undefined);
  const options = Object.fromEntries(
    flags.map((flag) => [
      kebab(flag.key),
      { type: flag.kind === 'switch' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  return parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  }).tokens;
}
