import type { SourceFile } from './source-file.ts';
import { descend, type SyntaxNode } from './syntax.ts';

const NO_CODE = new Set(['comment', 'string_literal', 'char_literal', 'raw_string_literal']);

/**
 * The text below a node without comments, literals and dead branches, each gap a single space: for
 * searching for words of code.
 */
export function codeText(file: SourceFile, node: SyntaxNode): string {
  let text = '';
  let end = node.start;
  for (const leaf of descend(node, (it) => !NO_CODE.has(it.type))) {
    if (leaf.children.length === 0 && !NO_CODE.has(leaf.type)) {
      text += (leaf.start > end ? ' ' : '') + file.text.slice(leaf.start, leaf.end);
      end = leaf.end;
    }
  }
  return text;
}
