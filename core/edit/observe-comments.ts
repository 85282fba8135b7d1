import type { SourceFile } from '../source/source-file.ts';
import { isFirstInLine, lexemesOf } from './lexemes.ts';
import type { Tally } from './tally.ts';

/**
 * Counts comments by their kind. The one at the head of a file and documentation say nothing, and a
 * `//` comment over several lines is one.
 */
export function observeComments(file: SourceFile, tally: Tally): void {
  const { text } = file;
  const lexemes = lexemesOf(text);
  const code = lexemes.findIndex((it) => it.kind !== 'comment');
  let last = -1;
  for (const { kind, text: comment, start, end } of lexemes.slice(code === -1 ? Infinity : code)) {
    const isOfLast = last !== -1 && text.slice(last, start).trim() === '' && isLine(comment);
    if (kind === 'comment' && !/^(?:\/\/\/|\/\*\*)/.test(comment) && !isOfLast) {
      tally.count('comment', isLine(comment) ? '//' : '/* */');
    }
    last = kind === 'comment' && isLine(comment) && isFirstInLine(text, start) ? end : -1;
  }
}

function isLine(comment: string): boolean {
  return comment.startsWith('//');
}
