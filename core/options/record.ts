import type { NewProjectAnswers } from './answers.ts';
import { NEW_OPTIONS } from './new-command.ts';
import type { NewProjectOptions } from './new-project-options.ts';
import { kebab, labelOf, type Option } from './option.ts';

/** Answers as plain JSON: texts that the flags of the same names take, and true or false. */
export type AnswerRecord = Record<string, string | boolean>;

/**
 * The options of a project with one timer as `.yo-rc.json` keeps them: keys are the flags' names
 * in the order of the options, durations exact text (`1s`), ids four hex digits (`0x05AC`).
 */
export function toRecord(options: NewProjectOptions): AnswerRecord {
  const record: AnswerRecord = {};
  for (const { option, text } of answeredTexts(options)) {
    record[kebab(option.key)] = option.kind === 'switch' ? text === 'true' : text;
  }
  return record;
}

/** Arguments with which `new --yes` makes the same project again. */
export function toCommandLine(options: NewProjectOptions): string[] {
  return answeredTexts(options).flatMap(({ option, text }) => {
    if (option.positionalOnly !== undefined) {
      return [text];
    }
    if (option.kind === 'switch') {
      return [text === 'true' ? labelOf(option) : `--no-${kebab(option.key)}`];
    }
    return [labelOf(option), text];
  });
}

function answeredTexts(options: NewProjectOptions) {
  const answers = toAnswers(options);
  return NEW_OPTIONS.flatMap((option) => {
    const text = textOf(option, answers);
    return text === undefined ? [] : [{ option, text }];
  });
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
