import type { Definition } from '../dext/model.ts';
import { childIn, descend, enclosing, type SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import type { Spot } from './inserter.ts';
import { beginsLine } from './lines.ts';
import { beforeBrace, beforeStatement, bodyTop } from './spots.ts';

const DELETES = /^(?:IOSafeDelete(?:NULL)?|IODelete|IOSafeFree(?:NULL)?|IOFree)$/;
const IVARS = /^(?:this\s*->\s*)?ivars$/;
const TEST = /^\(\s*(?:this\s*->\s*)?ivars\s*(?:!=\s*(?:nullptr|NULL|0)\s*)?\)$/;

/**
 * Where free() releases what a timer has left: before the ivars are deleted, or first of all where
 * that is not to be seen.
 */
export function placeInFree(
  free: Definition,
): Spot & { readonly isGuarded: boolean; readonly deletes: boolean } {
  const deletions = deletionsIn(free);
  const [only] = deletions;
  const statement = only && deletions.length === 1 ? statementAround(only) : undefined;
  const block = statement?.parent;
  if (statement && block && isPlain(free, statement)) {
    if (block === free.body) {
      const guarded = guardBefore(free, statement);
      return guarded
        ? { ...beforeBrace(free.file, guarded), isGuarded: true, deletes: true }
        : { ...beforeStatement(free.file, statement), isGuarded: false, deletes: true };
    }
    if (block.parent?.type === 'if_statement' && block.parent.parent === free.body) {
      if (testsIvars(free, block.parent) && block.field === 'consequence') {
        return { ...beforeStatement(free.file, statement), isGuarded: true, deletes: true };
      }
    }
  }
  const top = bodyTop(free);
  const shape = (it: string) => (top.shape ? top.shape(`${it}\n`) : it);
  return { ...top, shape, isGuarded: false, deletes: deletions.length > 0 };
}

/** `if (ivars) { … }` right before the deletion, as it may be closed on a line of its own. */
function guardBefore(free: Definition, deletion: SyntaxNode): SyntaxNode | undefined {
  const before = free.body.children.findLast((it) => it.named && it.end <= deletion.start);
  const block = before && childIn(before, 'consequence');
  const isWhole = before?.type === 'if_statement' && !childIn(before, 'alternative');
  return isWhole &&
    block?.type === 'compound_statement' &&
    block.children.some((it) => it.named && it.type !== 'comment') &&
    !/\bivars\s*=[^=]/.test(text(free, block)) &&
    testsIvars(free, before) &&
    isPlain(free, before) &&
    beginsLine(free.file, block.end - 1) &&
    !conditionalAt(free.file, block.end - 1)
    ? block
    : undefined;
}

function testsIvars(free: Definition, statement: SyntaxNode): boolean {
  const test = childIn(statement, 'condition');
  return test !== undefined && TEST.test(text(free, test));
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
