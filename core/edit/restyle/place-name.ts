import type { Code } from '../../source/code.ts';
import { leadingAt } from '../lexemes.ts';
import type { Replacement } from '../replacement.ts';
import type { Placement } from '../style.ts';

/** Puts the name of a function into the line of its return type, or into the next one. */
export function placeName(
  { text, tokens }: Code,
  { first, name }: { readonly first: number; readonly name: number },
  wanted: Placement,
): Replacement[] {
  const type = tokens[name - 1];
  const word = tokens[name];
  if (!type || !word || name === first) {
    return []; // a constructor, or a macro that hides the type
  }
  const gap = text.slice(type.end, word.start);
  const isOwnLine = gap.includes('\n');
  if (gap.trim() !== '' || isOwnLine === (wanted === 'own line')) {
    return [];
  }
  const inLine = type.text === '*' || type.text === '&' ? '' : ' ';
  const leading = leadingAt(text, tokens[first]?.start ?? 0);
  return [{ start: type.end, end: word.start, text: isOwnLine ? inLine : `\n${leading}` }];
}
