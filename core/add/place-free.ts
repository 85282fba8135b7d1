import type { Definition } from '../dext/model.ts';
import { childIn, descend, enclosing, type SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import type { Spot } from './inserter.ts';
import { blockBefore, goesThrough, guardedBlock, leavesWithout } from './ivars-guards.ts';
import { beginsLine } from './lines.ts';
import { beforeBrace, beforeStatement, bodyTop } from './spots.ts';

const DELETES = /^(?:IOSafeDelete(?:NULL)?|IODelete|IOSafeFree(?:NULL)?|IOFree)$/;
const IVARS = /^(?:this\s*->\s*)?ivars$/;
const DESTROYS = /^(?:this\s*->\s*)?ivars\s*->\s*~/;

/**
 * Where free() releases what a timer has left: where the ivars are known to be there and before
 * they are destroyed or deleted, or first of all where that is not to be seen.
 */
export function placeInFree(
  free: Definition,
): Spot & { readonly isGuarded: boolean; readonly deletes: boolean } {
  const deletions = deletionsIn(free);
  const deletes = deletions.length > 0;
  const end = deletions.length === 1 ? endOfIvars(free, deletions) : undefined;
  if (end && isPlain(free, end)) {
    if (guardedBlock(free, end.parent?.parent) === end.parent) {
      return { ...beforeStatement(free.file, end), isGuarded: true, deletes };
    }
    if (end.parent === free.body) {
      const block = blockBefore(free, end);
      const isGuarded = leavesWithout(free, end) || goesThrough(free, end);
      return block
        ? { ...beforeBrace(free.file, block), isGuarded: true, deletes }
        : { ...beforeStatement(free.file, end), isGuarded, deletes };
    }
  }
  const top = bodyTop(free);
  const shape = (it: string) => (top.shape ? top.shape(`${it}\n`) : it);
  return { ...top, shape, isGuarded: false, deletes };
}

/** The first statement behind which the ivars are no more. */
function endOfIvars(free: Definition, deletions: readonly SyntaxNode[]): SyntaxNode | undefined {
  const destructions = [...descend(free.body)].filter(
    (it) => it.type === 'expression_statement' && DESTROYS.test(text(free, it)),
  );
  const [first] = [...destructions, ...deletions].sort((a, b) => a.start - b.start);
  return first && statementAround(first);
}

function isPlain({ file }: Definition, statement: SyntaxNode): boolean {
  return beginsLine(file, statement.start) && !conditionalAt(file, statement.start);
}

function deletionsIn(free: Definition): SyntaxNode[] {
  return [...descend(free.body)].filter((node) => {
    if (node.type === 'delete_expression') {
      return node.children.some((it) => IVARS.test(text(free, it)));
    }
    const callee = node.type === 'call_expression' ? childIn(node, 'function') : undefined;
    const first = callee && childIn(node, 'arguments')?.children.find((it) => it.named);
    return callee && first && DELETES.test(text(free, callee)) && IVARS.test(text(free, first));
  });
}

/** The statement of a block that a node is in. */
function statementAround(node: SyntaxNode): SyntaxNode | undefined {
  const block = enclosing(node, 'compound_statement');
  return block?.children.find((it) => it.start <= node.start && node.end <= it.end);
}

function text({ file }: Definition, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}
