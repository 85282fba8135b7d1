import type { DextModel, Place } from '../dext/model.ts';
import type { Site } from '../flow/events.ts';
import type { SourceFile } from '../source/source-file.ts';
import { childIn, descend, type SyntaxNode } from '../source/syntax.ts';

/** A loop and the file that it is in. */
export interface Loop {
  readonly file: SourceFile;
  readonly node: SyntaxNode;
}

const LOOPS = new Set(['while_statement', 'for_statement', 'do_statement']);
const LEAVES = new Set([
  'return_statement',
  'break_statement',
  'goto_statement',
  'throw_statement',
]);

/** The loops below a node, those of blocks in it included. */
export function loopsIn(file: SourceFile, node: SyntaxNode): Loop[] {
  return [...descend(node)].filter((it) => LOOPS.has(it.type)).map((it) => ({ file, node: it }));
}

/** The loops that a place is in, innermost last. */
export function loopsAround(site: Site): Loop[] {
  const inside = (it: SyntaxNode) => it.start <= site.start && site.end <= it.end;
  return [...descend(site.file.root, inside)]
    .filter((it) => LOOPS.has(it.type) && inside(it))
    .map((node) => ({ file: site.file, node }));
}

/**
 * Whether a loop may end by something in itself: a way out, a count, a comparison, a macro that
 * we cannot judge. One that may not only ends when what it waits for comes.
 */
export function hasEndOfItsOwn(dext: DextModel, { file, node }: Loop): boolean {
  const condition = conditionOf({ file, node });
  const waitsFor = new Set(condition ? namesIn(file, condition) : []);
  for (const part of descend(node)) {
    if (
      LEAVES.has(part.type) ||
      (condition !== undefined && isIn(part, condition) && isComparison(file, part)) ||
      (isCount(file, part) && namesIn(file, part).some((it) => waitsFor.has(it))) ||
      (part.type === 'call_expression' && mayLeave(dext, { file, node: part }))
    ) {
      return true;
    }
  }
  return false;
}

/** What a loop tests; undefined for `for (;;)`. */
export function conditionOf({ node }: Loop): SyntaxNode | undefined {
  return childIn(node, 'condition');
}

/** The calls below a node. */
export function callsIn(node: SyntaxNode): SyntaxNode[] {
  return [...descend(node)].filter((it) => it.type === 'call_expression');
}

/** What is called, as written. */
export function calleeOf(file: SourceFile, call: SyntaxNode): string {
  const callee = childIn(call, 'function');
  return callee ? file.text.slice(callee.start, callee.end) : '';
}

/** Members and variables that are named below a node. */
export function namesIn(file: SourceFile, node: SyntaxNode): string[] {
  return [...descend(node)]
    .filter((it) => it.type === 'identifier' || it.type === 'field_identifier')
    .map((it) => file.text.slice(it.start, it.end));
}

function isIn(part: SyntaxNode, whole: SyntaxNode): boolean {
  return whole.start <= part.start && part.end <= whole.end;
}

function isComparison(file: SourceFile, { type, children }: SyntaxNode): boolean {
  return (
    type === 'binary_expression' &&
    children.some((it) => !it.named && /^[<>]=?$/.test(file.text.slice(it.start, it.end)))
  );
}

function isCount(file: SourceFile, node: SyntaxNode): boolean {
  if (node.type === 'update_expression') {
    return true;
  }
  const operator = childIn(node, 'operator');
  return (
    node.type === 'assignment_expression' &&
    operator !== undefined &&
    file.text.slice(operator.start, operator.end) !== '='
  );
}

/** A macro that has a way out in it, or that we do not see. */
function mayLeave(dext: DextModel, { file, node }: Place): boolean {
  const callee = calleeOf(file, node);
  const define = dext.defines.at({ file, start: node.start }, callee);
  const meant = define ? [define] : dext.defines.named(callee);
  const isUnseen = !define && /^[A-Z][A-Z0-9_]+$/.test(callee);
  return isUnseen || meant.some((it) => /\b(return|break|goto)\b/.test(it.body));
}
