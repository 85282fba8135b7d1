import type { EventOf, FlowEvent, Site } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import type { ClassAnalysis } from './subject.ts';

/**
 * What a search finds on those paths where it can be relied on: the ones that are certain, or all
 * of them where each shows it, whichever way the tests go that nobody can decide.
 */
export function surely<T>(runs: readonly Run[], find: (run: Run) => T | undefined): T[] {
  const found = runs.map((run) => ({ run, it: find(run) }));
  const isEverywhere = found.every(({ run, it }) => it !== undefined && !run.isTruncated);
  return found.flatMap(({ run, it }) =>
    it !== undefined && (run.isCertain || isEverywhere) ? [it] : [],
  );
}

/** The paths in groups, each of which begins in the same way. */
export function byEntry(runs: readonly Run[]): Run[][] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const { kind, method } = run.entry;
    const group = groups.get(`${kind} ${method}`) ?? [];
    groups.set(`${kind} ${method}`, [...group, run]);
  }
  return [...groups.values()];
}

/** Whether what a path returns is an error for certain. */
export function fails(run: Run): boolean {
  const { returned, state } = run;
  const value = returned && state.known(returned);
  return value?.kind === 'number'
    ? value.value !== 0n
    : value?.kind === 'unknown' && state.facts.get(value.symbol) === 'nonzero';
}

/** Whether a call on a path has failed for certain, going by its result. */
export function hasFailed(run: Run, call: { readonly result: number }): boolean {
  return run.state.facts.get(call.result) === 'nonzero';
}

/** Where a path ends: the block that ran last, the return, or the method as a whole. */
export function endOf(analysis: ClassAnalysis, run: Run): Site {
  const last = run.events.findLast((it) => it.kind === 'phase');
  return (last ?? returnOf(run))?.site ?? siteOfEntry(analysis, run);
}

/** The return of a path's entry; undefined where it ends without one. */
export function returnOf(run: Run): EventOf<'return'> | undefined {
  return run.events.findLast((it) => it.kind === 'return');
}

/** The method that a path begins with. */
export function siteOfEntry({ model }: ClassAnalysis, { entry }: Run): Site {
  const { file, node } = entry.definition;
  const { start, end } = node;
  return { file, start, end, within: `${model.name}::${entry.method}` };
}

/** Whether an event is in a block that was handed to unknown code, which need not call it. */
export function isHypothetical(run: Run, event: FlowEvent): boolean {
  return run.events
    .slice(0, run.events.indexOf(event))
    .some((it) => it.kind === 'phase' && it.why === 'other');
}

/**
 * Whether a later event of a path surely follows an earlier one. Not so where both lie behind
 * tests that we cannot judge: they may contradict each other.
 */
export function goTogether(earlier: FlowEvent, later: FlowEvent): boolean {
  return earlier.tests === 0 || earlier.tests === later.tests;
}
