import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import type { Here } from './expressions.ts';
import { siteOf, textOf } from './frame.ts';

/** A test of <AssertMacros.h> that jumps to a label where it fails. */
export interface Requirement {
  readonly condition: SyntaxNode;
  /** What the condition has to be for the path to go on. */
  readonly wants: 'true' | 'zero';
  readonly label: string;
  /** Evaluated before the jump. */
  readonly action: SyntaxNode | null;
}

const SPELLING = /^(?:__)?require(_noerr)?(_action)?(?:_quiet|_string)?$/i;

/** Reads a call as such a test; undefined for any other call, and for a macro of the sources' own. */
export function requirement(here: Here, node: SyntaxNode): Requirement | undefined {
  const callee = childIn(node, 'function');
  const list = childIn(node, 'arguments');
  const name = callee ? textOf(here.frame, callee) : '';
  const spelled = SPELLING.exec(name);
  if (!spelled || !list || here.engine.dext.defines.at(siteOf(here.frame, node), name)) {
    return undefined;
  }
  const [condition, label, action] = namedChildren(list);
  if (!condition || label?.type !== 'identifier') {
    return undefined;
  }
  return {
    condition,
    wants: spelled[1] ? 'zero' : 'true',
    label: textOf(here.frame, label),
    action: spelled[2] ? (action ?? null) : null,
  };
}
