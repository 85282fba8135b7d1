import { isDeepStrictEqual } from 'node:util';
import type { commit } from '../../core/commit/commit.ts';
import type { recover } from '../../core/commit/recover.ts';
import { UserError } from '../../core/errors.ts';
import type { Plan } from '../../core/plan/change.ts';
import { changesDisk, disk, type Fault, runWith } from './faulty-fs.ts';
import { newTree, oldTree, ROOT, setUp } from './memory-disk.ts';
import type { Scenario } from './scenarios.ts';
import { treeOf } from './tree.ts';

/** The code under judgement: the real one, or a broken one that must be found out. */
export interface Writer {
  readonly commit: typeof commit;
  readonly recover: typeof recover;
  readonly planAgainstDisk: (at: { root: string; files: Scenario['files'] }) => Plan;
}

export interface Verdict {
  /** What should not have happened, a line for each fault that broke something. */
  readonly violations: readonly string[];
  /** How many faulty runs were judged. */
  readonly runs: number;
}

type Trees = { readonly before: object; readonly after: object };

/** Every fault that `variant` makes at each call of a commit in turn, then one recovery. */
export function judgeCommit(at: {
  readonly writer: Writer;
  readonly scenario: Scenario;
  readonly variants: readonly Omit<Fault, 'at'>[];
}): Verdict {
  const { writer, scenario } = at;
  const trees = treesOf(scenario);
  const total = commitWith({ writer, scenario, fault: null }).calls.length;
  const violations: string[] = [];
  let runs = 0;
  for (const variant of at.variants) {
    for (let call = 1; call <= total; call++) {
      const fault = { ...variant, at: call };
      const run = commitWith({ writer, scenario, fault });
      runs += 1;
      violations.push(
        ...[...afterCommit({ run, trees, fault }), ...afterRecovery({ writer, trees })].map(
          (what) => `${label(fault)} (${run.calls[call - 1]}): ${what}`,
        ),
      );
    }
  }
  return { violations, runs };
}

/**
 * A commit killed before each call that changes the disk; then a recovery that is killed before
 * each such call, or fails at any call; then another recovery.
 */
export function judgeRecovery(at: {
  readonly writer: Writer;
  readonly scenario: Scenario;
}): Verdict {
  const { writer, scenario } = at;
  const trees = treesOf(scenario);
  const violations: string[] = [];
  let runs = 0;
  const commitCalls = commitWith({ writer, scenario, fault: null }).calls;
  for (const killedAt of changingCalls(commitCalls)) {
    const fault: Fault = { at: killedAt, what: 'kill', when: 'before' };
    commitWith({ writer, scenario, fault });
    const { calls } = runWith(null, () => writer.recover(ROOT));
    for (const second of recoveryFaults(calls)) {
      commitWith({ writer, scenario, fault });
      runWith(second, () => writer.recover(ROOT));
      runs += 1;
      violations.push(
        ...afterRecovery({ writer, trees }).map(
          (what) => `${label(fault)}, recovery ${label(second)}: ${what}`,
        ),
      );
    }
  }
  return { violations, runs };
}

function recoveryFaults(calls: readonly string[]): Fault[] {
  return [
    ...changingCalls(calls).map((at) => ({ at, what: 'kill', when: 'before' }) as const),
    ...changingCalls(calls).map((at) => ({ at, what: 'EIO', when: 'after' }) as const),
    ...calls.map((_, index) => ({ at: index + 1, what: 'EIO', when: 'before' }) as const),
  ];
}

/** Numbers, from 1, of the calls that change the disk. */
function changingCalls(calls: readonly string[]): number[] {
  return calls.flatMap((call, index) => (changesDisk(call) ? [index + 1] : []));
}

function commitWith(at: { writer: Writer; scenario: Scenario; fault: Fault | null }) {
  setUp(at.scenario);
  const plan = at.writer.planAgainstDisk({ root: ROOT, files: at.scenario.files });
  return runWith(at.fault, () => at.writer.commit(plan));
}

/** A commit that could do its own tidying has told the truth about what is there now. */
function afterCommit(at: {
  readonly run: ReturnType<typeof commitWith>;
  readonly trees: Trees;
  readonly fault: Fault;
}): string[] {
  const { run, trees, fault } = at;
  if (fault.what === 'kill') {
    return [];
  }
  if (run.error === undefined) {
    return isDeepStrictEqual(visibleTree(), trees.after) ? [] : ['returned, but not all is new'];
  }
  if (!(run.error instanceof UserError)) {
    return [`threw ${String(run.error)}`];
  }
  if (run.error.message.includes('\n')) {
    return ['more than one line'];
  }
  if (run.error.code === 'not-undone') {
    return fault.lasting === 'changes' ? [] : ['did not undo what could be undone'];
  }
  return isDeepStrictEqual(visibleTree(), trees.before) ? [] : ['threw, but not all is old'];
}

function afterRecovery(at: { readonly writer: Writer; readonly trees: Trees }): string[] {
  const { error } = runWith(null, () => at.writer.recover(ROOT));
  if (error !== undefined) {
    return [`recovery threw ${String(error)}`];
  }
  const now = treeOf(disk, ROOT);
  const whole = isDeepStrictEqual(now, at.trees.before) || isDeepStrictEqual(now, at.trees.after);
  return whole ? [] : [`neither old nor new: ${JSON.stringify(now)}`];
}

/** What a person sees: the work folder is hidden and removed by the next run. */
function visibleTree(): Record<string, string> {
  const all = Object.entries(treeOf(disk, ROOT));
  return Object.fromEntries(all.filter(([path]) => !path.startsWith('.dext-timer-commit')));
}

function treesOf(scenario: Scenario): Trees {
  return { before: oldTree(scenario), after: newTree(scenario) };
}

function label(fault: Fault): string {
  return `${fault.what} ${fault.when} call ${fault.at}${fault.lasting ? `, lasting: ${fault.lasting}` : ''}`;
}
