import { childIn, descend, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import type { Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { merged } from './merged-paths.ts';
import type { Outcome } from './outcomes.ts';
import type { State } from './state.ts';
import { execute, sequence } from './statements.ts';

/** How many times a body may jump on one path. */
const MOST_JUMPS = 12;

/** Runs a function's body; a `goto` goes on behind its label. */
export function executeBody(here: Here, body: SyntaxNode, state: State): Outcome[] {
  let open = execute(here, body, state);
  const done: Outcome[] = [];
  for (let jumps = 0; open.length > 0 && jumps < MOST_JUMPS; jumps++) {
    const next: Outcome[] = [];
    for (const outcome of open) {
      const { flow } = outcome;
      const label = flow.kind === 'goto' ? labelled(here, body, flow.label) : undefined;
      if (flow.kind === 'goto' && label) {
        next.push(...executeFrom(here, label, body, outcome.state));
      } else if (flow.kind !== 'goto') {
        done.push(outcome);
      } else {
        here.engine.isTruncated = true; // a label that a macro or the grammar hides
      }
    }
    open = merged(here, next);
  }
  if (open.length > 0) {
    here.engine.isTruncated = true;
  }
  return merged(here, done);
}

function labelled(here: Here, body: SyntaxNode, label: string): SyntaxNode | undefined {
  for (const node of descend(body, (it) => it.type !== 'lambda_expression')) {
    if (node.type === 'labeled_statement' && labelText(here, node) === label) {
      return node;
    }
  }
  return undefined;
}

/** Runs a statement and everything behind it, up to the end of the body. */
function executeFrom(here: Here, from: SyntaxNode, body: SyntaxNode, state: State): Outcome[] {
  let open = execute(here, from, state);
  for (let at = from; at !== body && at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type !== 'compound_statement') {
      continue;
    }
    const siblings = namedChildren(parent);
    const rest = siblings.slice(siblings.indexOf(at) + 1);
    open = open.flatMap((it) => (it.flow.kind === 'next' ? sequence(here, rest, it.state) : [it]));
  }
  return open;
}

/** The label that a `goto` or a labelled statement names. */
export function labelText(here: Here, node: SyntaxNode): string {
  const label = childIn(node, 'label');
  return label ? textOf(here.frame, label) : '';
}
