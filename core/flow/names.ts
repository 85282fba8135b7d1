import type { SyntaxNode } from '../source/syntax.ts';
import { constant } from './constants.ts';
import { evaluate, type Here, type Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { expandName } from './macros.ts';
import { read } from './memory.ts';
import { placeOf } from './places.ts';
import type { State } from './state.ts';
import { NO_TAGS } from './values.ts';

/** What a name stands for: a local, a member of `this`, a constant, a macro. */
export function name(here: Here, node: SyntaxNode, state: State): Result[] {
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

/** What `a->b` or `a[i]` holds. */
export function member(here: Here, node: SyntaxNode, state: State): Result[] {
  return placeOf(here, node, state).map((path) => ({
    state: path.state,
    value: path.place ? read(here.engine, path.state, path.place) : here.engine.unknown(NO_TAGS),
  }));
}
