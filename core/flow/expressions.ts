import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { binary, unary, update } from './arithmetic.ts';
import { call } from './calls.ts';
import { constant } from './constants.ts';
import type { Engine } from './engine.ts';
import { type Frame, textOf } from './frame.ts';
import { expandName } from './macros.ts';
import { read, typeOfPlace, write } from './memory.ts';
import { TRACKED } from './objects.ts';
import { placeOf } from './places.ts';
import { noteCopy } from './smart-pointers.ts';
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
    const handle = HANDLERS[node.type];
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

/** Splits a path by whether a condition holds. */
export function branch(
  here: Here,
  node: SyntaxNode,
  state: State,
): { readonly yes: State[]; readonly no: State[] } {
  const yes: State[] = [];
  const no: State[] = [];
  for (const path of evaluate(here, node, state)) {
    const test = truthOf(path.state, path.value);
    if (typeof test === 'boolean') {
      (test ? yes : no).push(path.state);
      continue;
    }
    path.state.tested.add(test.symbol);
    path.state.passTest(here.engine.isOutcome(test.symbol));
    no.push(path.state.fork().assume({ symbol: test.symbol, when: opposite[test.when] }));
    yes.push(path.state.assume(test));
  }
  return { yes: here.engine.limited(yes), no: here.engine.limited(no) };
}

const opposite = { zero: 'nonzero', nonzero: 'zero' } as const;

/** Whether a value counts as true; where both are possible, the test that decides. */
export function truthOf(
  state: State,
  value: Value,
): boolean | { readonly symbol: number; readonly when: 'zero' | 'nonzero' } {
  switch (value.kind) {
    case 'number':
      return value.value !== 0n;
    case 'pointer':
      return value.guard ? (state.decided(value.guard) ?? value.guard) : true;
    case 'truth':
      return state.decided(value.truth) ?? value.truth;
    case 'unknown': {
      const test = { symbol: value.symbol, when: 'nonzero' } as const;
      return state.decided(test) ?? test;
    }
    default:
      return true;
  }
}

type Handler = (here: Here, node: SyntaxNode, state: State) => Result[];

const HANDLERS: Readonly<Record<string, Handler>> = {
  identifier: name,
  field_identifier: name,
  type_identifier: name,
  qualified_identifier: name,
  this: ({ frame }, _node, state) =>
    one(
      state,
      frame.self ? pointer(frame.self) : { kind: 'number', value: 1n, name: null, tags: NO_TAGS },
    ),
  number_literal: ({ frame }, node, state) => one(state, literal(textOf(frame, node))),
  char_literal: (here, _node, state) => one(state, here.engine.unknown(NO_TAGS)),
  true: (_here, _node, state) => one(state, number(1)),
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
  new_expression: newObject,
  delete_expression: call,
  sizeof_expression: (here, _node, state) => one(state, here.engine.unknown(NO_TAGS)),
  condition_clause: (here, node, state) => {
    const value = childIn(node, 'value') ?? namedChildren(node).at(-1);
    return value ? evaluate(here, value, state) : one(state, here.engine.unknown(NO_TAGS));
  },
};

export function one(state: State, value: Value): Result[] {
  return [{ state, value }];
}

/** Whatever is not handled: its parts are evaluated, since they may have effects. */
function operands(here: Here, node: SyntaxNode, state: State): Result[] {
  return evaluateAll(here, namedChildren(node), state).map((path) => {
    if (node.type === 'initializer_list') {
      noteEscapes(here, node, path.values, path.state);
    }
    return { state: path.state, value: here.engine.unknown(NO_TAGS) };
  });
}

/** Tracked objects go where we do not follow them. */
function noteEscapes(here: Here, to: SyntaxNode, values: readonly Value[], state: State): void {
  for (const value of values) {
    if (value.kind === 'pointer' && TRACKED.has(value.object.type)) {
      here.engine.emit(state, here.frame, to, {
        kind: 'escape',
        object: value.object,
        to: textOf(here.frame, to),
      });
    }
  }
}

function inner(here: Here, node: SyntaxNode, state: State): Result[] {
  const [only] = namedChildren(node);
  return only ? evaluate(here, only, state) : one(state, here.engine.unknown(NO_TAGS));
}

function literal(text: string): Value {
  const digits = text.replaceAll("'", '').replace(/[uUlLzZ]+$/, '');
  try {
    const octal = /^0[0-7]+$/.test(digits);
    return number(BigInt(octal ? `0o${digits.slice(1)}` : digits));
  } catch {
    // A fraction: its value turns no branch that we follow, and units may be scaled by it.
    return { ...number(1), tags: new Set(['converted']) };
  }
}

function name(here: Here, node: SyntaxNode, state: State): Result[] {
  const expanded = expandName(here, node);
  if (expanded) {
    return evaluate({ ...here, frame: expanded.frame }, expanded.node, state);
  }
  return placeOf(here, node, state).map((path) => {
    const value = path.place
      ? read(here.engine, path.state, path.place)
      : constant(here, textOf(here.frame, node));
    if (
      path.state.afterSuperStop &&
      value.kind === 'pointer' &&
      value.object === here.engine.provider
    ) {
      here.engine.emit(path.state, here.frame, node, { kind: 'use', what: 'provider' });
    }
    return { state: path.state, value };
  });
}

function member(here: Here, node: SyntaxNode, state: State): Result[] {
  return placeOf(here, node, state).map((path) => ({
    state: path.state,
    value: path.place ? read(here.engine, path.state, path.place) : here.engine.unknown(NO_TAGS),
  }));
}

function assignment(here: Here, node: SyntaxNode, state: State): Result[] {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  const operator = childIn(node, 'operator')?.type ?? '=';
  if (!left || !right) {
    return operands(here, node, state);
  }
  return evaluate(here, right, state).flatMap((value) =>
    placeOf(here, left, value.state).map(({ state: at, place }) => {
      const result =
        operator === '='
          ? value.value
          : binary(here, at, {
              operator: operator.slice(0, -1),
              left: place ? read(here.engine, at, place) : here.engine.unknown(NO_TAGS),
              right: value.value,
              node,
            });
      if (place) {
        if (typeOfPlace(here.engine, place)?.smart) {
          noteCopy(here, node, at, result, [right]);
        }
        write(here.engine, { state: at, frame: here.frame, node, place, value: result });
      } else {
        noteEscapes(here, left, [result], at);
      }
      return { state: at, value: result };
    }),
  );
}

function binaryExpression(here: Here, node: SyntaxNode, state: State): Result[] {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  const operator = childIn(node, 'operator')?.type;
  if (!left || !right || !operator) {
    return operands(here, node, state);
  }
  if (operator === '&&' || operator === 'and' || operator === '||' || operator === 'or') {
    const isAnd = operator === '&&' || operator === 'and';
    const { yes, no } = branch(here, left, state);
    const short = (isAnd ? no : yes).map((it) => ({ state: it, value: isAnd ? ZERO : number(1) }));
    const long = (isAnd ? yes : no).flatMap((it) => evaluate(here, right, it));
    return [...long, ...short];
  }
  return evaluateAll(here, [left, right], state).map((path) => ({
    state: path.state,
    value: binary(here, path.state, {
      operator,
      left: path.values[0] ?? ZERO,
      right: path.values[1] ?? ZERO,
      node,
    }),
  }));
}

function unaryExpression(here: Here, node: SyntaxNode, state: State): Result[] {
  const argument = childIn(node, 'argument');
  const operator = childIn(node, 'operator')?.type ?? '';
  return argument
    ? evaluate(here, argument, state).map((path) => ({
        state: path.state,
        value: unary(here, path.state, operator, path.value),
      }))
    : operands(here, node, state);
}

function pointerExpression(here: Here, node: SyntaxNode, state: State): Result[] {
  const argument = childIn(node, 'argument');
  if (!argument) {
    return operands(here, node, state);
  }
  if (childIn(node, 'operator')?.type === '&') {
    return placeOf(here, argument, state).map((path) => ({
      state: path.state,
      value: path.place ? { kind: 'address', place: path.place } : here.engine.unknown(NO_TAGS),
    }));
  }
  return member(here, node, state);
}

function updateExpression(here: Here, node: SyntaxNode, state: State): Result[] {
  const argument = childIn(node, 'argument');
  if (!argument) {
    return operands(here, node, state);
  }
  const operator = childIn(node, 'operator');
  const isPrefix = operator !== undefined && operator.start < argument.start;
  return placeOf(here, argument, state).map((path) => {
    const before: Value = path.place
      ? read(here.engine, path.state, path.place)
      : here.engine.unknown(NO_TAGS);
    const after = update(here, path.state, { operator: operator?.type ?? '++', before, node });
    if (path.place) {
      write(here.engine, {
        state: path.state,
        frame: here.frame,
        node,
        place: path.place,
        value: after,
      });
    }
    return { state: path.state, value: isPrefix ? after : before };
  });
}

function conditional(here: Here, node: SyntaxNode, state: State): Result[] {
  const condition = childIn(node, 'condition');
  const consequence = childIn(node, 'consequence');
  const alternative = childIn(node, 'alternative');
  if (!condition || !alternative) {
    return operands(here, node, state);
  }
  const { yes, no } = branch(here, condition, state);
  return [
    ...yes.flatMap((it) => evaluate(here, consequence ?? condition, it)),
    ...no.flatMap((it) => evaluate(here, alternative, it)),
  ];
}

function comma(here: Here, node: SyntaxNode, state: State): Result[] {
  return evaluateAll(here, namedChildren(node), state).map((path) => ({
    state: path.state,
    value: path.values.at(-1) ?? ZERO,
  }));
}

function block(here: Here, node: SyntaxNode, state: State): Result[] {
  const body = childIn(node, 'body');
  if (!body) {
    return one(state, here.engine.unknown(NO_TAGS));
  }
  const captures = childIn(node, 'captures');
  const byReference = captures !== undefined && textOf(here.frame, captures).includes('&');
  const prefix = /^f\d+:/;
  const captured = new Map(
    [...state.memory].flatMap(([key, value]): [string, Value][] =>
      prefix.test(key) && !byReference && !here.engine.shared.has(key) ? [[key, value]] : [],
    ),
  );
  noteCaptures(here, node, captured, state);
  const params = parameterNames(here.frame, node);
  return one(state, { kind: 'block', block: { body, params, home: here.frame, captured } });
}

/** A block's copy of a smart pointer holds the object for as long as the block is there. */
function noteCaptures(
  here: Here,
  node: SyntaxNode,
  captured: ReadonlyMap<string, Value>,
  state: State,
): void {
  const text = textOf(here.frame, node);
  for (const [key, value] of captured) {
    const name = key.slice(key.indexOf(':') + 1);
    const isHeld = here.engine.localTypes.get(key)?.smart && !here.engine.references.has(key);
    if (isHeld && value.kind === 'pointer' && new RegExp(`\\b${name}\\b`).test(text)) {
      here.engine.emit(state, here.frame, node, {
        kind: 'escape',
        object: value.object,
        to: 'a block',
      });
    }
  }
}

function parameterNames(frame: Frame, lambda: SyntaxNode): string[] {
  const declarator = childIn(lambda, 'declarator');
  const list = declarator && childIn(declarator, 'parameters');
  if (!list) {
    return [];
  }
  return namedChildren(list).flatMap((param) => {
    const text = textOf(frame, param).replace(/\[[^\]]*\]/g, '');
    const name = /(\w+)\s*$/.exec(text)?.[1];
    return childIn(param, 'declarator') && name ? [name] : [];
  });
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
