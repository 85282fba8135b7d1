import type { FlowEvent } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';

/** Whether a call is known to have failed on a path, by the symbol of its result. */
export function hasFailed(run: Run, result: number): boolean {
  return run.state.facts.get(result) === 'nonzero';
}

/**
 * Whether a later event of a path surely follows an earlier one. Not so where both lie behind
 * tests that we cannot judge: they may contradict each other.
 */
export function goTogether(earlier: FlowEvent, later: FlowEvent): boolean {
  return earlier.tests === 0 || earlier.tests === later.tests;
}
