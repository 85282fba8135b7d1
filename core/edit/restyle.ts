import { withLineEnd } from './line-ends.ts';
import { withBraces } from './restyle/braces.ts';
import { withComments } from './restyle/comments.ts';
import { withDeclarations } from './restyle/declarations.ts';
import { withHeads } from './restyle/heads.ts';
import { withIndentation } from './restyle/indentation.ts';
import { withKeywords } from './restyle/keywords.ts';
import { withPointers } from './restyle/pointers.ts';
import { tidyLines } from './restyle/tidy-lines.ts';
import type { Style } from './style.ts';

/**
 * Writes a piece of C++ in the style of a file: the same code and the same words, laid out anew.
 * Two things are said in other words where the style asks for it: the head of a method, which
 * becomes `IMPL(C, M)`, and `virtual` and `override`, which may be left out.
 *
 * @param text a rendered template: definitions, members or statements, in our own style
 * @param indent what its outermost lines begin with; where it is left out, the same number of
 *   levels as in the text
 */
export function restyle(text: string, style: Style, indent?: string): string {
  const passes = [
    withPointers,
    withHeads,
    withDeclarations,
    withKeywords,
    withComments,
    withBraces,
    tidyLines,
  ];
  const laidOut = passes.reduce((it, pass) => pass(it, style), withLineEnd(text, '\n'));
  return withLineEnd(withIndentation(laidOut, style, indent), style.lineEnd);
}
