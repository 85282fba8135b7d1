import type { Definition } from '../dext/model.ts';
import { codeText } from '../source/code-text.ts';
import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import { beginsLine } from './lines.ts';

const IS_THERE = /^\(\s*(?:this\s*->\s*)?ivars\s*(?:!=\s*(?:nullptr|NULL|0)\s*)?\)$/;
const IS_NULL =
  /^\(\s*(?:!\s*(?:this\s*->\s*)?ivars|(?:this\s*->\s*)?ivars\s*==\s*(?:nullptr|NULL|0))\s*\)$/;
const LEAVES = /^(?:return|goto)_statement$/;

/** What an `if (ivars)` of free() itself encloses. */
export function guardedBlock(
  free: Definition,
  statement: SyntaxNode | null | undefined,
): SyntaxNode | undefined {
  const test = statement?.type === 'if_statement' && childIn(statement, 'condition');
  const block = test && childIn(statement, 'consequence');
  return block &&
    statement.parent === free.body &&
    block.type === 'compound_statement' &&
    IS_THERE.test(text(free, test))
    ? block
    : undefined;
}

/** The last such block before a statement, which goes on behind it in any case. */
export function blockBefore(free: Definition, statement: SyntaxNode): SyntaxNode | undefined {
  const blocks = free.body.children
    .filter((it) => it.start < statement.start)
    .flatMap((it) => guardedBlock(free, it) ?? []);
  const block = blocks.at(-1);
  return block &&
    namedChildren(block).length > 0 &&
    beginsLine(free.file, block.end - 1) &&
    !conditionalAt(free.file, block.start) &&
    !conditionalAt(free.file, block.end - 1) &&
    !/\bivars\s*=[^=]/.test(text(free, block)) &&
    ![...descend(block)].some((it) => LEAVES.test(it.type))
    ? block
    : undefined;
}

/** Whether free() returns before a statement where there are no ivars. */
export function leavesWithout(free: Definition, statement: SyntaxNode): boolean {
  return free.body.children
    .filter((it) => it.type === 'if_statement' && it.start < statement.start)
    .some((it) => {
      const test = childIn(it, 'condition');
      const then = childIn(it, 'consequence');
      const last = then?.type === 'compound_statement' ? namedChildren(then).at(-1) : then;
      return (
        test &&
        IS_NULL.test(text(free, test)) &&
        last?.type === 'return_statement' &&
        !conditionalAt(free.file, it.start)
      );
    });
}

/**
 * Whether free() goes through its ivars before a statement without asking whether they are there:
 * a test behind that comes too late (DK33 speaks of the line that lacks one).
 */
export function goesThrough(free: Definition, statement: SyntaxNode): boolean {
  return free.body.children
    .filter((it) => it.type === 'expression_statement' && it.start < statement.start)
    .some((it) => {
      const code = codeText(free.file, it);
      return (
        /\bivars ?->/.test(code) &&
        !/&&|\|\||\?|\bsizeof\b|\^|\[/.test(code) &&
        !conditionalAt(free.file, it.start)
      );
    });
}

function text({ file }: Definition, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}
