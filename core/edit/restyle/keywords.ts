import { scan } from '../../source/scan.ts';
import { applyReplacements } from '../replacement.ts';
import type { Style } from '../style.ts';

const KEYWORDS = new Set(['if', 'for', 'while', 'switch']);

/** The space between `if` and its parenthesis. */
export function withKeywords(text: string, style: Style): string {
  const tokens = scan(text);
  return applyReplacements(
    text,
    tokens.flatMap((word, index) => {
      const open = tokens[index + 1];
      const isGap = open && /^[ \t]*$/.test(text.slice(word.end, open.start));
      return KEYWORDS.has(word.text) && open?.text === '(' && isGap
        ? [{ start: word.end, end: open.start, text: style.keywordSpace ? ' ' : '' }]
        : [];
    }),
  );
}
