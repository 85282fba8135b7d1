import { commit } from '../../core/commit/commit.ts';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { runWith } from './faulty-fs.ts';
import { ROOT, setUp } from './memory-disk.ts';
import type { Scenario } from './scenarios.ts';

/**
 * Leaves the disk as a run leaves it that was killed when `ready` first held, judged before each
 * call of the file system.
 */
export function interrupt(scenario: Scenario, ready: (call: string) => boolean): void {
  const { calls } = attempt(scenario, null);
  const at = calls.findIndex(ready) + 1;
  if (at === 0) {
    throw new Error(`no such call among:\n${calls.join('\n')}`);
  }
  attempt(scenario, at);
}

/** As above, once every file is in place and before that is noted down. */
export function interruptAtTheEnd(scenario: Scenario): void {
  interrupt(scenario, (call) => /^renameSync .*journal\.json$/.test(call));
}

function attempt(scenario: Scenario, at: number | null) {
  setUp(scenario);
  const plan = planAgainstDisk({ root: ROOT, files: scenario.files });
  return runWith(at === null ? null : { at, what: 'kill', when: 'before' }, () => commit(plan));
}
