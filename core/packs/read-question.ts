import type { Node } from 'jsonc-parser';
import type { JsonFile } from '../json/json-file.ts';
import { positionIn } from '../json/json-nodes.ts';
import { JsonObject } from '../json/json-object.ts';
import { quote } from '../options/quote.ts';
import { PACK_COMMANDS, type PackQuestion, QUESTION_TYPES, type QuestionType } from './manifest.ts';

const KEYS = [
  'name',
  'type',
  'message',
  'hint',
  'allowed',
  'pattern',
  'min',
  'max',
  'choices',
  'default',
  'when',
  'for',
];

/**
 * Reads the questions of a manifest.
 *
 * @throws ProjectError with file and line
 */
export function readQuestions(file: JsonFile, whole: JsonObject): PackQuestion[] {
  const questions = whole
    .list('questions', 'a list of questions')
    .map((node) => readQuestion(file, node));
  for (const [index, { name }] of questions.entries()) {
    if (questions.findIndex((it) => it.name === name) !== index) {
      const node = whole.list('questions', '')[index];
      throw whole.error('questions', `the question ${quote(name)} is there twice.`, node);
    }
  }
  return questions;
}

function readQuestion(file: JsonFile, node: Node): PackQuestion {
  const object = new JsonObject({ file, node, name: 'the question', keys: KEYS });
  const aName = 'a name in lowerCamelCase, such as "team"';
  const name = object.text('name', aName);
  if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name.value)) {
    throw object.wrong('name', aName);
  }
  const type = oneOf(object, 'type', QUESTION_TYPES);
  const bounds = type === 'number' ? boundsOf(object) : noBounds(object, type);
  return {
    name: name.value,
    at: `${file.path}:${positionIn(file, node.offset).line}`,
    type,
    message: object.text('message', 'the question as a person reads it').value,
    hint: object.optionalText('hint', 'a sentence that helps to answer it')?.value ?? null,
    allowed: object.optionalText('allowed', 'what is allowed, in a few words')?.value ?? null,
    pattern: type === 'input' ? patternOf(object) : notFor(object, 'pattern', type),
    ...bounds,
    choices: choicesOf(file, object, type === 'select' || type === 'checkbox', type),
    preset: presetOf(object, type),
    when: conditionsOf(object),
    asks: commandsOf(object),
  };
}

function oneOf<T extends string>(object: JsonObject, key: string, values: readonly T[]): T {
  const allowed = values.join(' | ');
  const given = object.text(key, allowed).value;
  const value = values.find((it) => it === given);
  if (value === undefined) {
    throw object.wrong(key, allowed);
  }
  return value;
}

function notFor(object: JsonObject, key: string, type: string): null {
  if (object.has(key)) {
    throw object.error(key, `a question of type ${quote(type)} has no ${quote(key)}.`);
  }
  return null;
}

function patternOf(object: JsonObject): RegExp | null {
  const pattern = object.optionalText('pattern', 'a regular expression');
  if (pattern === null) {
    return null;
  }
  try {
    return new RegExp(`^(?:${pattern.value})$`, 'u');
  } catch {
    throw object.wrong('pattern', 'a regular expression for the whole answer');
  }
}

function boundsOf(object: JsonObject): Pick<PackQuestion, 'min' | 'max'> {
  const min = object.optionalNumber('min', 'a number');
  const max = object.optionalNumber('max', 'a number');
  if (min !== null && max !== null && min > max) {
    throw object.wrong('max', `a number from ${min}, which is "min"`);
  }
  return { min, max };
}

function noBounds(object: JsonObject, type: string): Pick<PackQuestion, 'min' | 'max'> {
  return { min: notFor(object, 'min', type), max: notFor(object, 'max', type) };
}

function choicesOf(
  file: JsonFile,
  object: JsonObject,
  isChoice: boolean,
  type: string,
): PackQuestion['choices'] {
  const allowed = 'a list of values, or of { "value": …, "meaning": … }';
  if (!isChoice) {
    notFor(object, 'choices', type);
    return [];
  }
  const choices = object.list('choices', allowed).map((node) => {
    if (node.type === 'string') {
      return { value: String(node.value), meaning: '' };
    }
    const choice = new JsonObject({ file, node, name: 'the choice', keys: ['value', 'meaning'] });
    return {
      value: choice.text('value', 'a word').value,
      meaning: choice.text('meaning', 'what it means').value,
    };
  });
  // A comma stands between several on a command line.
  const odd = choices.find(({ value }) => value === '' || value.includes(','));
  const values = choices.map((it) => it.value);
  if (choices.length === 0 || odd || new Set(values).size !== values.length) {
    throw object.wrong('choices', `${allowed}, none of them empty, twice or with a comma`);
  }
  return choices;
}

function presetOf(object: JsonObject, type: QuestionType): PackQuestion['preset'] {
  const isList = type === 'checkbox';
  const allowed = `text, a number, true or false${isList ? ', or a list of texts' : ''}`;
  const texts = object.scalars('default', allowed, isList).map((it) => it.value);
  // An empty list is a default too: nothing is chosen.
  return object.has('default') ? { value: texts.join(','), at: object.placeOf('default') } : null;
}

function conditionsOf(object: JsonObject): Map<string, readonly string[]> {
  const when = object.object('when');
  const allowed = 'a value, or a list of values';
  return new Map(
    when?.properties.map(({ key }) => {
      const values = when.scalars(key, allowed, true).map((it) => it.value);
      if (values.length === 0) {
        throw when.wrong(key, allowed);
      }
      return [key, values];
    }),
  );
}

function commandsOf(object: JsonObject): PackQuestion['asks'] {
  if (!object.has('for')) {
    return PACK_COMMANDS;
  }
  const allowed = 'commands: ["new"], ["add"] or both';
  const given = object.scalars('for', allowed, true).map((it) => it.value);
  const commands = PACK_COMMANDS.filter((it) => given.includes(it));
  if (commands.length === 0 || given.some((it) => !commands.some((command) => command === it))) {
    throw object.wrong('for', allowed);
  }
  return commands;
}
