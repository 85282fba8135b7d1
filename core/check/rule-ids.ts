import { didYouMean } from '../did-you-mean.ts';
import { quote } from '../options/quote.ts';

/** What the checker says of itself, beside what the rules find. */
export const OWN_IDS: readonly string[] = ['parse', 'silencer'];

/** The id that a person means by `dk1` or `DK01`; undefined where there is none. */
export function ruleIdOf(text: string, ids: readonly string[]): string | undefined {
  const wanted = plainId(text);
  return ids.find((id) => plainId(id) === wanted);
}

/** What to say of an id that there is not: the nearest one, and which there are. */
export function unknownRule(text: string, ids: readonly string[]): string {
  const near = didYouMean(text, ids);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `${quote(text)} is not a rule; there are ${ids.join(', ')}.${meant}`;
}

/** Upper case, without leading zeros: `dk01` and `DK1` are the same rule. */
function plainId(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^([A-Z]+)0*(?=\d)/, '$1');
}
