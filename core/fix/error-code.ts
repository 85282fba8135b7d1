import { descend } from '../source/syntax.ts';
import type { Fix, Found } from './fix.ts';
import { eventsAt, nodeAt, textOf } from './places.ts';

/** DK46: `return false;` in Start becomes `return kIOReturnError;`. */
export function returnErrorCode(found: Found): Fix | null {
  const { file } = found;
  const [seen] = eventsAt(found, 'return');
  const node = seen && nodeAt(file, seen.event.site);
  const word = node && [...descend(node)].find((it) => it.type === 'false');
  const isAlone = node && /^(?:return)?\s*\(?\s*false\s*\)?\s*;?$/.test(textOf(file, node));
  return word && isAlone
    ? {
        rule: 'DK46',
        title: 'Start returns an error code',
        edits: [{ file, start: word.start, end: word.end, text: 'kIOReturnError' }],
      }
    : null;
}
