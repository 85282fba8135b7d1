import { parseCommandLine } from '../../core/options/command-line.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import type { Question } from '../../core/options/question.ts';
import type { AnswerSources } from '../../core/options/resolve-answers.ts';
import { resolveNewProject } from '../../core/options/resolve-new-project.ts';

/** Runs the options of `new` as a face would, in the folder `my-driver` unless told otherwise. */
export function runNew(
  args: readonly string[],
  sources: Partial<Omit<AnswerSources, 'given'>> = {},
): ReturnType<typeof resolveNewProject> {
  const given = parseCommandLine(args, NEW_COMMAND);
  return resolveNewProject({
    folderName: 'my-driver',
    yes: given.get('yes') === 'true',
    canAsk: false,
    ask: async (question) => {
      throw new Error(`asked for ${question.name}`);
    },
    ...sources,
    given,
  });
}

/** A person who answers by name, takes the default elsewhere, and remembers what was asked. */
export function person(answers: Readonly<Record<string, unknown>> = {}) {
  const asked: Question[] = [];
  const ask = async (question: Question): Promise<unknown> => {
    asked.push(question);
    return answers[question.name] ?? question.default;
  };
  return { ask, asked, canAsk: true };
}

/** What a run that must fail throws, as plain data. */
export async function failureOf(run: () => unknown): Promise<Record<string, unknown>> {
  try {
    await run();
  } catch (error) {
    const { message, flag, code, exitStatus } = error as Record<string, unknown>;
    return { message, flag, code, exitStatus };
  }
  throw new Error('it did not fail');
}
