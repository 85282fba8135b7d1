import { namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { labelText } from './bodies.ts';
import { ifStatement } from './branches.ts';
import { declare } from './declarations.ts';
import { declareEnumerators } from './enumerators.ts';
import { sequenceOfExpressions } from './expression-statements.ts';
import { evaluate, type Here } from './expressions.ts';
import { loop } from './loops.ts';
import { merged } from './merged-paths.ts';
import { next, type Outcome } from './outcomes.ts';
import { hasProblem } from './problems.ts';
import { rangeLoop } from './range-loops.ts';
import type { State } from './state.ts';
import { switchStatement } from './switches.ts';
import { passUnread } from './unseen-code.ts';

/** Runs a statement. */
export function execute(here: Here, node: SyntaxNode, state: State): Outcome[] {
  return here.engine.within(() => statement(here, node, state));
}

function statement(here: Here, node: SyntaxNode, state: State): Outcome[] {
  switch (node.type) {
    case 'compound_statement':
    case 'translation_unit':
    case 'else_clause':
      return sequence(here, namedChildren(node), state);
    case 'labeled_statement':
      return sequence(
        here,
        namedChildren(node).filter((it) => it.field !== 'label'),
        state,
      );
    case 'expression_statement':
      return sequenceOfExpressions(here, namedChildren(node), state);
    case 'ERROR':
      passUnread(here, state);
      return sequence(here, namedChildren(node), state);
    case 'declaration':
      if (hasProblem(here.frame, node)) {
        passUnread(here, state);
      }
      return declare(here, node, state).map(next);
    case 'if_statement':
      return ifStatement(here, node, state);
    case 'while_statement':
    case 'for_statement':
    case 'do_statement':
      return loop(here, node, state);
    case 'for_range_loop':
      return rangeLoop(here, node, state);
    case 'switch_statement':
      return switchStatement(here, node, state);
    case 'return_statement':
      here.engine.visited.add(node);
      return returnStatement(here, node, state);
    case 'goto_statement':
      here.engine.visited.add(node);
      return [{ state, flow: { kind: 'goto', label: labelText(here, node) } }];
    case 'break_statement':
      return [{ state, flow: { kind: 'break' } }];
    case 'continue_statement':
      return [{ state, flow: { kind: 'continue' } }];
    case 'enum_specifier':
      declareEnumerators(here, node, state);
      return [next(state)];
    case 'type_definition':
    case 'struct_specifier':
    case 'using_declaration':
    case 'alias_declaration':
    case 'static_assert_declaration':
      return [next(state)];
    default:
      return sequenceOfExpressions(here, [node], state);
  }
}

/** Runs statements one after the other; what does not go on with the next one leaves them. */
export function sequence(here: Here, nodes: readonly SyntaxNode[], state: State): Outcome[] {
  let open: Outcome[] = [next(state)];
  const done: Outcome[] = [];
  for (const node of nodes) {
    const after = open.flatMap((it) => execute(here, node, it.state));
    done.push(...after.filter((it) => it.flow.kind !== 'next'));
    open = merged(
      here,
      after.filter((it) => it.flow.kind === 'next'),
    );
    if (open.length === 0) {
      break;
    }
  }
  return [...open, ...done];
}

function returnStatement(here: Here, node: SyntaxNode, state: State): Outcome[] {
  const [value] = namedChildren(node);
  if (!value) {
    return [{ state, flow: { kind: 'return', value: null, node, here } }];
  }
  return evaluate(here, value, state).map((path) => ({
    state: path.state,
    flow: { kind: 'return', value: path.state.known(path.value), node: value, here },
  }));
}
