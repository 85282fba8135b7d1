import { descend, type SyntaxNode } from '../source/syntax.ts';
import type { Frame } from './frame.ts';

/** Whether the grammar has not understood an expression or declaration; blocks in it do not count. */
export function hasProblem({ file }: Frame, node: SyntaxNode): boolean {
  return (
    file.problems.some(({ offset }) => offset >= node.start && offset <= node.end) &&
    [...descend(node, (it) => it.type !== 'compound_statement')].some((it) => it.type === 'ERROR')
  );
}
