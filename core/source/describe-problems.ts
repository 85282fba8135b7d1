import type { Masked } from './mask.ts';
import type { ParseProblem } from './source-file.ts';
import type { SyntaxNode } from './syntax.ts';

/** A node that the grammar could not place, or one that it made up to go on. */
export interface LostNode {
  readonly node: SyntaxNode;
  readonly kind: 'unexpected' | 'missing';
}

/**
 * Says in words where the grammar lost its way: each place once, in the order of the text. What
 * is lost inside a lost node is no further problem.
 */
export function describeProblems(
  text: string,
  masked: Pick<Masked, 'lonely' | 'problems'>,
  lost: readonly LostNode[],
): ParseProblem[] {
  const problems = [...masked.problems];
  const isWholeFileLost = lost.some(({ node }) => node.parent === null);
  if (lost.length > 0) {
    problems.push(...masked.lonely.map(describeLonely));
  }
  if (!isWholeFileLost || problems.length === 0) {
    const inner = lost.filter(({ node }) => node.parent !== null && !isInLost(node));
    problems.push(...(inner.length > 0 ? inner : lost).map((it) => describeLost(text, it)));
  }
  const byOffset = new Map<number, ParseProblem>();
  for (const problem of problems) {
    if (!byOffset.has(problem.offset)) {
      byOffset.set(problem.offset, problem);
    }
  }
  return [...byOffset.values()].sort((a, b) => a.offset - b.offset);
}

function describeLonely({ text, start }: Masked['lonely'][number]): ParseProblem {
  const missing: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
  const what = missing[text] ? `missing "${missing[text]}" for "${text}"` : `unexpected "${text}"`;
  return { offset: start, what };
}

function describeLost(text: string, { node, kind }: LostNode): ParseProblem {
  if (kind === 'missing') {
    return {
      offset: node.start,
      what: `missing ${JSON.stringify(node.type.replaceAll('_', ' '))}`,
    };
  }
  const seen = /^(?:[\w$]+|[^\w$\s]{1,2})/.exec(text.slice(node.start, node.end))?.[0];
  const short = seen === undefined ? 'code' : JSON.stringify(seen.slice(0, 40));
  return { offset: node.start, what: `unexpected ${short}` };
}

/** Whether a node above, other than the root, is lost itself. */
function isInLost(node: SyntaxNode): boolean {
  for (let above = node.parent; above?.parent; above = above.parent) {
    if (above.type === 'ERROR') {
      return true;
    }
  }
  return false;
}
