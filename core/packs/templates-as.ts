import { didYouMean } from '../did-you-mean.ts';
import { UsageError } from '../errors.ts';
import type { Face } from '../face.ts';
import type { Command, Given } from '../options/option.ts';
import { quote } from '../options/quote.ts';
import {
  TEMPLATES_ACTIONS,
  TEMPLATES_COMMAND,
  TEMPLATES_COMMANDS,
  type TemplatesAction,
} from '../options/templates-command.ts';
import { recoverAndTell } from '../recover-and-tell.ts';
import { tellAbout } from '../tell-about.ts';

type Job = (at: { readonly given: Given; readonly face: Face }) => Promise<number>;

/** Each is loaded when it is asked for: one reads folders, another needs parser and rules. */
const jobs: Readonly<Record<TemplatesAction, () => Promise<Job>>> = {
  list: async () => (await import('./list/run-list.ts')).runList,
  eject: async () => (await import('./eject/run-eject.ts')).runEject,
  check: async () => (await import('./check/run-templates-check.ts')).runTemplatesCheck,
};

/**
 * The whole of `templates`, as either face runs it.
 *
 * @param at.args all arguments
 * @param at.read reads arguments, in the way of the face
 * @returns the exit status
 * @throws UsageError, ProjectError, Cancelled
 */
export async function templatesAs(at: {
  readonly as: 'command' | 'yeoman';
  readonly args: readonly string[];
  readonly read: (args: readonly string[], command: Command) => Given;
  readonly face: Face;
}): Promise<number> {
  const { face, as } = at;
  const { word, action, rest } = actionIn(at.args);
  if (!action) {
    const given = word === undefined ? at.read(rest, TEMPLATES_COMMAND) : new Map();
    if (tellAbout({ command: TEMPLATES_COMMAND, given, face, as })) {
      return 0;
    }
    throw noAction(word);
  }
  recoverAndTell(face);
  const command = TEMPLATES_COMMANDS[action];
  const given = at.read(rest, command);
  if (tellAbout({ command, given, face, as })) {
    return 0;
  }
  const job = await jobs[action]();
  return job({ given, face });
}

/** The command that arguments are for: that of an action, or that of `templates` alone. */
export function templatesCommand(args: readonly string[]): Command {
  const { action } = actionIn(args);
  return action ? TEMPLATES_COMMANDS[action] : TEMPLATES_COMMAND;
}

/** The first argument that is no flag says what is to be done; the others are for that. */
function actionIn(args: readonly string[]) {
  const index = args.findIndex((it) => !it.startsWith('-'));
  const word = args[index];
  const action = TEMPLATES_ACTIONS.find((it) => it === word);
  return { word, action, rest: index === -1 ? args : args.toSpliced(index, 1) };
}

function noAction(first: string | undefined): UsageError {
  const all = `there is: ${TEMPLATES_ACTIONS.join(', ')}.`;
  const near = first === undefined ? undefined : didYouMean(first, TEMPLATES_ACTIONS);
  const what =
    first === undefined
      ? 'templates needs to be told what to do'
      : `${quote(first)} is nothing that templates does`;
  return new UsageError({
    code: 'usage',
    message: `${what}; ${near ? `did you mean ${quote(near)}?` : all} See dext-timer templates --help.`,
  });
}
