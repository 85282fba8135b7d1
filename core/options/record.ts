import type { NewProjectAnswers } from './answers.ts';
import { NEW_OPTIONS } from './new-command.ts';
import type { NewProjectOptions } from './new-project-options.ts';
import { kebab, type Option } from './option.ts';

/** Answers as plain JSON: texts that the flags of the same names take, and true or false. */
export type AnswerRecord = Record<string, string | boolean>;

/**
 * The options of a project with one timer as `.yo-rc.json` keeps them: keys are the flags' names
 * in the order of the options, durations exact text (`1s`), ids four hex digits (`0x05AC`).
 */
export function toRecord(options: NewProjectOptions): AnswerRecord {
  const answers = toAnswers(options);
  const record: AnswerRecord = {};
  for (const option of NEW_OPTIONS) {
    const text = textOf(option, answers);
    if (text !== undefined) {
      record[kebab(option.key)] = option.kind === 'switch' ? text === 'true' : text;
    }
  }
  return record;
}

function textOf<K extends keyof NewProjectAnswers>(
  option: Option<NewProjectAnswers, K>,
  answers: { readonly [Key in K]: NewProjectAnswers[Key] | null },
): string | undefined {
  const value = answers[option.key];
  return value === null ? undefined : option.format(value);
}

function toAnswers(options: NewProjectOptions) {
  const { timers, ...project } = options;
  const [timer, ...others] = timers;
  if (timer === undefined || others.length > 0) {
    throw new Error(`flags describe one timer, not ${timers.length}`);
  }
  const { name, ...rhythm } = timer;
  return { ...project, ...rhythm, timer: name };
}
