import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { binary, unary } from './arithmetic.ts';
import { branch } from './conditions.ts';
import { evaluate, evaluateAll, type Here, operands, type Result } from './expressions.ts';
import { member } from './names.ts';
import { placeOf } from './places.ts';
import type { State } from './state.ts';
import { NO_TAGS, number, ZERO } from './values.ts';

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

/** `&a`, `*a`. */
export function pointerExpression(here: Here, node: SyntaxNode, state: State): Result[] {
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
