import type { EventOf } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { hasFailed, returnOf } from './paths.ts';
import { after, eventsOf } from './timers.ts';

/**
 * The arming of timers on a path that are never cancelled, or turned off, after it. Timers that
 * others got hold of are left out: they may see to it.
 */
export function armedAndLeft(run: Run): EventOf<'arm'>[] {
  return eventsOf(run, 'arm').filter((arm) => {
    const isSeenTo = after(run, arm).some(
      (it) =>
        'object' in it &&
        it.object === arm.object &&
        (it.kind === 'cancel' || it.kind === 'escape' || it.kind === 'enable'),
    );
    return !hasFailed(run, arm) && !arm.object.isSummary && arm.object.isCreated && !isSeenTo;
  });
}

/** Paths in groups, by the return that they end in. */
export function byReturn(runs: readonly Run[]): Run[][] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const site = returnOf(run)?.site;
    const key = `${site?.file.path}:${site?.start}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}
