import type { SyntaxNode } from '../source/syntax.ts';
import { type Requirement, requirement } from './assert-macros.ts';
import { branch } from './conditions.ts';
import { evaluate, type Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { expandCall } from './macros.ts';
import { type Flow, next, type Outcome } from './outcomes.ts';
import { hasProblem } from './problems.ts';
import { isDeferred } from './scope-ends.ts';
import type { State } from './state.ts';
import { execute } from './statements.ts';
import { passUnread } from './unseen-code.ts';

/**
 * Evaluates expressions one after the other. Statement-like macros expand to statements: their
 * outcome is the statement's.
 */
export function sequenceOfExpressions(
  here: Here,
  nodes: readonly SyntaxNode[],
  state: State,
): Outcome[] {
  let states = [state];
  const done: Outcome[] = [];
  for (const node of nodes) {
    const required = node.type === 'call_expression' ? requirement(here, node) : undefined;
    if (required) {
      const after = states.map((it) => require(here, required, it));
      states = after.flatMap((it) => it.met);
      done.push(...after.flatMap((it) => it.failed));
      continue;
    }
    if (isDeferred(here, node)) {
      for (const it of states) {
        passUnread(here, it);
        it.isShort = true;
      }
      continue;
    }
    const expanded = node.type === 'call_expression' ? expandCall(here, node) : undefined;
    if (!expanded && isUnread(here, node)) {
      for (const it of states) {
        passUnread(here, it);
      }
    }
    if (expanded?.node.type === 'compound_statement') {
      const inside = { ...here, frame: expanded.frame };
      const after = states.flatMap((it) => execute(inside, expanded.node, it));
      done.push(...after.filter((it) => it.flow.kind !== 'next'));
      states = after.filter((it) => it.flow.kind === 'next').map((it) => it.state);
    } else {
      states = states.flatMap((it) => evaluate(here, node, it).map((path) => path.state));
    }
  }
  return [...states.map(next), ...done];
}

/** Whether a statement is not understood, or no more than a name, which is a macro out of sight. */
function isUnread(here: Here, node: SyntaxNode): boolean {
  return (
    hasProblem(here.frame, node) ||
    (node.type === 'identifier' &&
      node.parent?.type === 'expression_statement' &&
      !here.engine.dext.defines.has(textOf(here.frame, node)))
  );
}

/** `require_noerr(ret, fail)` and its kin: goes on, or jumps. */
function require(
  here: Here,
  requirement: Requirement,
  state: State,
): { readonly met: State[]; readonly failed: Outcome[] } {
  const { yes, no } = branch(here, requirement.condition, state);
  const [met, failed] = requirement.wants === 'true' ? [yes, no] : [no, yes];
  const flow: Flow = { kind: 'goto', label: requirement.label };
  return {
    met,
    failed: failed.flatMap((it) =>
      requirement.action
        ? evaluate(here, requirement.action, it).map((path) => ({ state: path.state, flow }))
        : [{ state: it, flow }],
    ),
  };
}
