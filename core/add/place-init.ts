import type { Definition } from '../dext/model.ts';
import { descend, type SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import { beginsLine } from './lines.ts';

/** The `return true;` that every success of init goes through; undefined where it is not plain. */
export function successOfInit({ file, body }: Definition): SyntaxNode | undefined {
  const text = (node: SyntaxNode) => file.text.slice(node.start, node.end);
  const returns = [...descend(body)].filter((it) => it.type === 'return_statement');
  const successes = returns.filter((it) => !/^return\s+false\s*;$/.test(text(it)));
  const [only] = successes;
  const isPlain =
    only?.parent === body &&
    successes.length === 1 &&
    /^return\s+true\s*;$/.test(text(only)) &&
    beginsLine(file, only.start) &&
    !conditionalAt(file, only.start);
  return isPlain ? only : undefined;
}
