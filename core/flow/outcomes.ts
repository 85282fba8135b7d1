import type { SyntaxNode } from '../source/syntax.ts';
import type { Here } from './expressions.ts';
import type { State } from './state.ts';
import type { Value } from './values.ts';

/** How a statement ends on one path. */
export interface Outcome {
  readonly state: State;
  readonly flow: Flow;
}

export type Flow =
  | { readonly kind: 'next' | 'break' | 'continue' }
  | {
      readonly kind: 'return';
      readonly value: Value | null;
      readonly node: SyntaxNode;
      readonly here: Here;
    }
  | { readonly kind: 'goto'; readonly label: string };

const NEXT: Flow = { kind: 'next' };

/** A path that goes on with the next statement. */
export function next(state: State): Outcome {
  return { state, flow: NEXT };
}
