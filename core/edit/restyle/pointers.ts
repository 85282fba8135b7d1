import { scan, type Token } from '../../source/scan.ts';
import { applyReplacements, type Replacement } from '../replacement.ts';
import type { Style } from '../style.ts';

/** Words behind which a star takes what a pointer points to. */
const NO_TYPES = new Set('return else do case throw delete goto sizeof new co_return'.split(' '));

/**
 * Spaces around the star between a type and a name. A product has as many spaces before its star
 * as behind it, a declaration in our style has not: that is how they are told apart.
 */
export function withPointers(text: string, style: Style): string {
  const tokens = scan(text);
  const changes: Replacement[] = [];
  for (let i = 1; i < tokens.length; i++) {
    if (tokens[i]?.text !== '*') {
      continue;
    }
    let last = i;
    while (tokens[last + 1]?.text === '*') {
      last++;
    }
    changes.push(...spaced(text, tokens.slice(i - 1, last + 2), style));
    i = last;
  }
  return applyReplacements(text, changes);
}

/** @param around the word before the stars, the stars, and what is behind them */
function spaced(text: string, around: readonly Token[], style: Style): Replacement[] {
  const [type, first] = around;
  const last = around.at(-2);
  const next = around.at(-1);
  if (!type || !first || !last || !next || type.kind !== 'word' || NO_TYPES.has(type.text)) {
    return [];
  }
  const before = { start: type.end, end: first.start };
  const behind = { start: last.end, end: next.start };
  const gaps = [before, behind].map((it) => text.slice(it.start, it.end));
  const [left = '', right = ''] = gaps;
  if (gaps.some((it) => /\S|\n/.test(it))) {
    return [];
  }
  const [leftWanted = '', rightWanted = ''] = style.pointer.split('*');
  if (/^[,)]$/.test(next.text)) {
    return [{ ...before, text: leftWanted }];
  }
  return next.kind === 'word' && (left === '') !== (right === '')
    ? [
        { ...before, text: leftWanted },
        { ...behind, text: rightWanted },
      ]
    : [];
}
