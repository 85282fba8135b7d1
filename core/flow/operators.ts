import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { binary, unary } from './arithmetic.ts';
import { branch } from './conditions.ts';
import { evaluate, evaluateAll, type Here, operands, type Result } from './expressions.ts';
import { read } from './memory.ts';
import { type Placed, placeOf } from './places.ts';
import { pointedToBy } from './references.ts';
import type { State } from './state.ts';
import { NO_TAGS, number, pointer, type Value, ZERO } from './values.ts';

/** `a + b`, `a == b`; `a && b` and `a || b` evaluate the right side only where it counts. */
export function binaryExpression(here: Here, node: SyntaxNode, state: State): Result[] {
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

/** `!a`, `-a`. */
export function unaryExpression(here: Here, node: SyntaxNode, state: State): Result[] {
  const argument = childIn(node, 'argument');
  const operator = childIn(node, 'operator')?.type ?? '';
  return argument
    ? evaluate(here, argument, state).map((path) => ({
        state: path.state,
        value: unary(here, path.state, operator, path.value),
      }))
    : operands(here, node, state);
}

/** `&a`, `*a`. An object that is pointed to is its pointer, as a record within a record is. */
export function pointerExpression(here: Here, node: SyntaxNode, state: State): Result[] {
  const argument = childIn(node, 'argument');
  if (!argument) {
    return operands(here, node, state);
  }
  if (childIn(node, 'operator')?.type === '&') {
    const pointer = pointedToBy(argument);
    return pointer
      ? evaluate(here, pointer, state)
      : placeOf(here, argument, state).map((path) => ({
          state: path.state,
          value: addressOf(here, path),
        }));
  }
  return evaluate(here, argument, state).map((path) => {
    const value = path.state.known(path.value);
    if (value.kind === 'pointer' && value.guard) {
      path.state.assume(value.guard); // going through a null pointer is not what we look for
    }
    return { state: path.state, value: pointee(here, path.state, value) };
  });
}

function addressOf({ engine }: Here, { state, place }: Placed): Value {
  if (!place) {
    return engine.unknown(NO_TAGS);
  }
  const held = engine.references.has(place.key) ? state.memory.get(place.key) : undefined;
  return held?.kind === 'pointer' ? held : { kind: 'address', place };
}

function pointee({ engine }: Here, state: State, value: Value): Value {
  switch (value.kind) {
    case 'address':
      return read(engine, state, value.place);
    case 'pointer':
      return pointer(value.object);
    default:
      return engine.unknown(NO_TAGS);
  }
}

/** `a ? b : c`. */
export function conditional(here: Here, node: SyntaxNode, state: State): Result[] {
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

/** `a, b`. */
export function comma(here: Here, node: SyntaxNode, state: State): Result[] {
  return evaluateAll(here, namedChildren(node), state).map((path) => ({
    state: path.state,
    value: path.values.at(-1) ?? ZERO,
  }));
}
