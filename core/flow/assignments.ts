import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { binary, update } from './arithmetic.ts';
import { noteEscapes } from './escapes.ts';
import { evaluate, type Here, operands, type Result } from './expressions.ts';
import { read, typeOfPlace, write } from './memory.ts';
import { placeOf } from './places.ts';
import { noteCopy } from './smart-pointers.ts';
import type { State } from './state.ts';
import { NO_TAGS, type Value } from './values.ts';

/** `a = b`, `a += b`. */
export function assignment(here: Here, node: SyntaxNode, state: State): Result[] {
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

/** `++a`, `a--`. */
export function updateExpression(here: Here, node: SyntaxNode, state: State): Result[] {
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
