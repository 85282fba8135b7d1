import type { SyntaxNode } from '../source/syntax.ts';
import type { Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { TRACKED } from './objects.ts';
import type { State } from './state.ts';
import type { Value } from './values.ts';

/** Tracked objects among values go where we do not follow them. */
export function noteEscapes(
  here: Here,
  node: SyntaxNode,
  values: readonly Value[],
  state: State,
): void {
  for (const value of values) {
    noteEscape(here, { state, node, value, to: textOf(here.frame, node) });
  }
}

/** A value goes where we do not follow it, which matters if it is a tracked object. */
export function noteEscape(
  here: Here,
  at: {
    readonly state: State;
    readonly node: SyntaxNode;
    readonly value: Value;
    readonly to: string;
  },
): void {
  const { state, node, value, to } = at;
  if (value.kind === 'pointer' && TRACKED.has(value.object.type)) {
    here.engine.emit(state, here.frame, node, { kind: 'escape', object: value.object, to });
  }
}
