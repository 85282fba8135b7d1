import type { Masked } from './mask.ts';
import type { ParseProblem } from './source-file.ts';
import type { SyntaxNode } from './syntax.ts';

/** A node that the grammar could not place, or one that it made up to go on. */
export interface LostNode {
  readonly node: SyntaxNode;
  readonly kind: 'unexpected' | 'missing';
}

/** More than these about one file help nobody: what follows is a consequence. */
const MOST = 20;

/** Says in words where the grammar lost its way: each place once, in the order of the text. */
export function describeProblems(
  text: string,
  masked: Pick<Masked, 'lonely' | 'problems'>,
  lost: readonly LostNode[],
): ParseProblem[] {
  const lonely = lost.length > 0 ? masked.lonely.map(describeLonely) : [];
  const known = [...masked.problems, ...lonely];
  // where the whole file is lost, a bracket that is to blame says more than the parts, and they more
  // than the whole
  const isWholeLost = lost.some(({ node }) => node.parent === null);
  const parts = lost.filter(({ node }) => node.parent !== null);
  const told = isWholeLost && known.length > 0 ? [] : parts.length > 0 ? parts : lost;
  const byOffset = new Map<number, ParseProblem>();
  for (const problem of [...known, ...told.map((it) => describeLost(text, it))].sort(
    (a, b) => a.offset - b.offset,
  )) {
    if (!byOffset.has(problem.offset)) {
      byOffset.set(problem.offset, problem);
    }
  }
  return [...byOffset.values()].slice(0, MOST);
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
