import { parseChoice } from '../options/choice-option.ts';
import { NEW_OPTIONS } from '../options/new-command.ts';
import { kebab, type Option } from '../options/option.ts';
import type { Parsed } from '../options/parsed.ts';
import { quote } from '../options/quote.ts';
import type { AllAnswers, TeamAnswer } from '../options/team-options.ts';
import type { PackQuestion, QuestionType } from './manifest.ts';
import { matches } from './matches.ts';

/** Longest answer to a question of a team's own. */
const LONGEST = 1_000;

const KINDS = {
  input: 'text',
  number: 'text',
  confirm: 'switch',
  select: 'choice',
  checkbox: 'list',
} as const satisfies Record<QuestionType, string>;

/** Makes an option of a question, as if it were one of ours: flag, question, default, validation. */
export function questionOption(question: PackQuestion): Option<AllAnswers> {
  const { name, type, message, hint, preset, choices } = question;
  const allowed = allowedOf(question);
  return {
    key: name,
    kind: KINDS[type],
    negatable: type === 'confirm',
    placeholder: type === 'confirm' ? '' : '<value>',
    help: helpOf(question, allowed),
    question: message,
    hint: hint ?? '',
    allowed,
    choices,
    parse: (raw) => parseAnswer(question, raw),
    format: (value) => textOf(value),
    fallback: () => preset?.value,
    scope: {
      is: conditionOf(question),
      includes: (known) =>
        [...question.when].every(([name, values]) => isAnsweredBy(known, name, values)),
    },
  };
}

/** Whether an earlier answer is one of some values; several answers need one of them. */
function isAnsweredBy(
  known: Readonly<Partial<AllAnswers>>,
  name: string,
  values: readonly string[],
): boolean {
  const option = NEW_OPTIONS.find((it) => kebab(it.key) === name);
  const answer = known[option?.key ?? name];
  if (answer === undefined) {
    return false;
  }
  if (!option) {
    return textsOf(answer).some((it) => values.includes(it));
  }
  // 1452 and 0x05AC are one id, 1s and 1000ms one duration.
  return values.some((value) => {
    const parsed = option.parse(value, {});
    return 'value' in parsed && parsed.value === answer;
  });
}

function parseAnswer(question: PackQuestion, raw: string): Parsed<TeamAnswer> {
  switch (question.type) {
    case 'confirm':
      return raw === 'true' || raw === 'false'
        ? { value: raw === 'true' }
        : { problem: `${quote(raw)} is neither true nor false.` };
    case 'select':
      return parseChoice(raw, valuesOf(question));
    case 'checkbox':
      return parseSeveral(question, raw);
    case 'number':
      return parseNumber(question, raw);
    case 'input':
      return parseText(question, raw);
  }
}

function parseText(question: PackQuestion, raw: string): Parsed<string> {
  if (raw.length > LONGEST || /\p{Cc}/u.test(raw)) {
    return { problem: `${quote(raw)} is no line of at most ${LONGEST} characters.` };
  }
  const fits = question.pattern === null || matches(question.pattern, raw);
  if (fits === undefined) {
    return { problem: `${quote(raw)} takes too long to compare with the pattern; simplify that.` };
  }
  return fits
    ? { value: raw }
    : { problem: `${quote(raw)} is not allowed; give ${allowedOf(question)}.` };
}

function parseNumber(question: PackQuestion, raw: string): Parsed<number> {
  const value = Number(raw);
  const { min, max } = question;
  const fits =
    /^-?[0-9]+(?:\.[0-9]+)?$/.test(raw) &&
    Number.isFinite(value) &&
    (min === null || value >= min) &&
    (max === null || value <= max);
  return fits ? { value } : { problem: `${quote(raw)} is not ${allowedOf(question)}.` };
}

function parseSeveral(question: PackQuestion, raw: string): Parsed<readonly string[]> {
  const words = raw === '' ? [] : raw.split(',');
  for (const word of words) {
    const parsed = parseChoice(word, valuesOf(question));
    if ('problem' in parsed) {
      return parsed;
    }
  }
  // In the order of the choices, so that the order of typing changes no output.
  return { value: valuesOf(question).filter((it) => words.includes(it)) };
}

function valuesOf(question: PackQuestion): string[] {
  return question.choices.map((it) => it.value);
}

function allowedOf(question: PackQuestion): string {
  const { type, min, max, pattern, name } = question;
  if (question.allowed !== null) {
    return question.allowed;
  }
  switch (type) {
    case 'confirm':
      return `--${kebab(name)} or --no-${kebab(name)}`;
    case 'select':
      return valuesOf(question).join(' | ');
    case 'checkbox':
      return `any of ${valuesOf(question).join(', ')}, with commas between them`;
    case 'number':
      return `a number${min === null ? '' : ` from ${min}`}${max === null ? '' : ` to ${max}`}`;
    case 'input':
      return pattern === null ? 'text' : `text that matches ${asWritten(pattern)}`;
  }
}

/** A pattern as the pack has it: JavaScript escapes each slash, and we put it between ^(?: and )$. */
function asWritten({ source }: RegExp): string {
  return source.slice(4, -2).replaceAll('\\/', '/');
}

function helpOf({ type, message, preset }: PackQuestion, allowed: string): string {
  const what = message.replace(/\?$/, '');
  const values = type === 'confirm' ? '' : `: ${allowed}`;
  return `${what}${values}${preset ? ` (${preset.value})` : ''}`;
}

function conditionOf({ when }: PackQuestion): string {
  const parts = [...when].map(([key, values]) => `${kebab(key)} ${values.join(' or ')}`);
  return parts.length === 0 ? 'every project' : parts.join(' and ');
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function textOf(value: unknown): string {
  return textsOf(value).join(',');
}
