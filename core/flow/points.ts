import type { FlowEvent } from './events.ts';
import type { Run } from './run.ts';
import { isSameState, type State } from './state.ts';

/** A point in the driver's life from which something else can begin. */
export interface Point {
  readonly state: State;
  /** What has led here. */
  readonly history: readonly FlowEvent[];
}

/** The point at which a run has come to its end. */
export function after(end: { readonly run: Run }): Point {
  return { state: end.run.state, history: [...end.run.history, ...end.run.events] };
}

/** The ends of Start that count as success; one that may be either is taken for one. */
export function succeeded(end: { readonly run: Run }): Point[] {
  const { returned, state } = end.run;
  if (returned?.kind === 'number' && returned.value !== 0n) {
    return [];
  }
  if (returned?.kind === 'unknown') {
    if (state.facts.get(returned.symbol) === 'nonzero') {
      return [];
    }
    state.facts.set(returned.symbol, 'zero');
  }
  return [after(end)];
}

/** Points that differ in memory; how they came about does not count. */
export function distinct(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const state = point.state.fork();
    state.trace = null;
    state.isOpaque = false;
    state.isShort = false;
    if (!kept.some((it) => isSameState(it.state, state))) {
      kept.push({ state, history: point.history });
    }
  }
  return kept;
}
