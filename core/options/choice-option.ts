import { didYouMean } from '../did-you-mean.ts';
import type { Option } from './option.ts';
import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';

/** The parts of an option that follow from its list of values. */
export function choiceParts<T extends string>(of: {
  readonly values: readonly T[];
  readonly meanings: Readonly<Record<T, string>>;
  readonly preferred: T;
}): Pick<
  Option<Record<string, T>, string>,
  'kind' | 'choices' | 'allowed' | 'parse' | 'format' | 'fallback'
> {
  const allowed = of.values.join(' | ');
  return {
    kind: 'choice',
    choices: of.values.map((value) => ({ value, meaning: of.meanings[value] })),
    allowed,
    parse: (raw) => parseChoice(raw, of.values),
    format: (value) => value,
    fallback: () => of.preferred,
  };
}

/** Reads one of a few words. */
export function parseChoice<T extends string>(raw: string, values: readonly T[]): Parsed<T> {
  const value = values.find((candidate) => candidate === raw);
  if (value !== undefined) {
    return { value };
  }
  const near = didYouMean(raw, values);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return { problem: `${quote(raw)} is not one of ${values.join(', ')}.${hint}` };
}
