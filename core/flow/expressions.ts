import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { assignment, updateExpression } from './assignments.ts';
import { block } from './block-expressions.ts';
import { call } from './calls.ts';
import type { Engine } from './engine.ts';
import { noteEscapes } from './escapes.ts';
import { type Frame, textOf } from './frame.ts';
import { literal } from './literals.ts';
import { lookup } from './lookup.ts';
import { member, name } from './names.ts';
import {
  binaryExpression,
  comma,
  conditional,
  pointerExpression,
  unaryExpression,
} from './operators.ts';
import type { State } from './state.ts';
import { NO_TAGS, number, pointer, type Value, ZERO } from './values.ts';

/** One way that an expression can go. */
export interface Result {
  readonly state: State;
  readonly value: Value;
}

/** Where one is in the code while evaluating. */
export interface Here {
  readonly engine: Engine;
  readonly frame: Frame;
  /** Inside a loop: the names that its condition reads. */
  readonly loopReads: readonly string[] | null;
}

/** Evaluates an expression on one path; where it can go several ways, the path forks. */
export function evaluate(here: Here, node: SyntaxNode, state: State): Result[] {
  return here.engine.within(() => {
    const handle = lookup(HANDLERS, node.type);
    return handle ? handle(here, node, state) : operands(here, node, state);
  });
}

/** Evaluates several expressions from left to right. */
export function evaluateAll(
  here: Here,
  nodes: readonly SyntaxNode[],
  state: State,
): { readonly state: State; readonly values: readonly Value[] }[] {
  let paths: { state: State; values: readonly Value[] }[] = [{ state, values: [] }];
  for (const node of nodes) {
    paths = paths.flatMap((path) =>
      evaluate(here, node, path.state).map((it) => ({
        state: it.state,
        values: [...path.values, it.value],
      })),
    );
  }
  return here.engine.limited(paths);
}

type Handler = (here: Here, node: SyntaxNode, state: State) => Result[];

const HANDLERS: Readonly<Record<string, Handler>> = {
  identifier: name,
  field_identifier: name,
  type_identifier: name,
  qualified_identifier: name,
  this: ({ frame }, _node, state) => one(state, frame.self ? pointer(frame.self) : number(1)),
  number_literal: ({ frame }, node, state) => one(state, literal(textOf(frame, node))),
  char_literal: (here, _node, state) => one(state, here.engine.unknown(NO_TAGS)),
  true: (_here, _node, state) => one(state, number(1, 'true')),
  false: (_here, _node, state) => one(state, number(0, 'false')),
  null: (_here, _node, state) => one(state, ZERO),
  nullptr: (_here, _node, state) => one(state, ZERO),
  string_literal: (_here, _node, state) => one(state, number(1)),
  parenthesized_expression: inner,
  cast_expression: (here, node, state) => evaluate(here, childIn(node, 'value') ?? node, state),
  field_expression: member,
  subscript_expression: member,
  call_expression: call,
  assignment_expression: assignment,
  binary_expression: binaryExpression,
  unary_expression: unaryExpression,
  pointer_expression: pointerExpression,
  update_expression: updateExpression,
  conditional_expression: conditional,
  comma_expression: comma,
  lambda_expression: block,
  initializer_list: initializerList,
  compound_literal_expression: (here, node, state) =>
    evaluate(here, childIn(node, 'value') ?? node, state),
  new_expression: newObject,
  delete_expression: call,
  sizeof_expression: (here, _node, state) => one(state, here.engine.unknown(NO_TAGS)),
  condition_clause: (here, node, state) => {
    const value = childIn(node, 'value') ?? namedChildren(node).at(-1);
    return value ? evaluate(here, value, state) : one(state, here.engine.unknown(NO_TAGS));
  },
};

/** The only way that an expression goes. */
export function one(state: State, value: Value): Result[] {
  return [{ state, value }];
}

/** Whatever is not handled: its parts are evaluated, since they may have effects. */
export function operands(here: Here, node: SyntaxNode, state: State): Result[] {
  return evaluateAll(here, namedChildren(node), state).map((path) => ({
    state: path.state,
    value: here.engine.unknown(NO_TAGS),
  }));
}

/** `{}` is zero, whatever it initialises; what is in a list otherwise is not followed. */
function initializerList(here: Here, node: SyntaxNode, state: State): Result[] {
  return evaluateAll(here, namedChildren(node), state).map((path) => {
    noteEscapes(here, node, path.values, path.state);
    return {
      state: path.state,
      value: path.values.length === 0 ? ZERO : here.engine.unknown(NO_TAGS),
    };
  });
}

function inner(here: Here, node: SyntaxNode, state: State): Result[] {
  const [only] = namedChildren(node);
  return only ? evaluate(here, only, state) : one(state, here.engine.unknown(NO_TAGS));
}

function newObject(here: Here, node: SyntaxNode, state: State): Result[] {
  const type = childIn(node, 'type');
  const args = childIn(node, 'arguments');
  return evaluateAll(here, args ? namedChildren(args) : [], state).map((path) => {
    noteEscapes(here, node, path.values, path.state);
    return {
      state: path.state,
      value: pointer(
        here.engine.object({
          type: type ? textOf(here.frame, type) : '',
          isCreated: true,
          isZeroed: true,
        }),
      ),
    };
  });
}
