import { describe, expect, test, vi } from 'vitest';
import { commit } from '../../core/commit/commit.ts';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { recover } from '../../core/commit/recover.ts';
import { disk, type Fault, runWith } from './faulty-fs.ts';
import { judgeCommit, judgeRecovery } from './judge.ts';
import { newTree, oldTree, ROOT, setUp } from './memory-disk.ts';
import { allNew, mixture, newAmongOthers } from './scenarios.ts';
import { treeOf } from './tree.ts';

vi.mock('node:fs', async () => (await import('./faulty-fs.ts')).faultyFs());

const writer = { commit, recover, planAgainstDisk };
const scenarios = [allNew, newAmongOthers, mixture];

/** The fewest calls of the file system that one of them makes. */
const CALLS = 20;

const moments = ['before', 'during', 'after'] as const;
const kills = moments.map((when) => ({ what: 'kill', when }) as const);
const errors = (['ENOSPC', 'EACCES', 'EIO'] as const).flatMap((what) =>
  moments.map((when) => ({ what, when })),
);
const lasting: Omit<Fault, 'at'>[] = [
  { what: 'ENOSPC', when: 'before', lasting: 'space' },
  { what: 'ENOSPC', when: 'during', lasting: 'space' },
  { what: 'EIO', when: 'before', lasting: 'changes' },
  { what: 'EACCES', when: 'after', lasting: 'changes' },
];

describe.each(scenarios)('writing $name', (scenario) => {
  test('without a fault leads from the old tree to the new one', () => {
    const before = oldTree(scenario);
    const after = newTree(scenario);
    setUp(scenario);
    expect(treeOf(disk, ROOT)).toEqual(before);
    commit(planAgainstDisk({ root: ROOT, files: scenario.files }));
    expect(treeOf(disk, ROOT)).toEqual(after);
  });

  test('killed at any call, is wholly old or new after one recovery', () => {
    const { violations, runs } = judgeCommit({ writer, scenario, variants: kills });
    expect(violations).toEqual([]);
    expect(runs).toBeGreaterThanOrEqual(CALLS * kills.length);
  });

  test('failing once at any call, is wholly old at once', () => {
    const { violations, runs } = judgeCommit({ writer, scenario, variants: errors });
    expect(violations).toEqual([]);
    expect(runs).toBeGreaterThanOrEqual(CALLS * errors.length);
  });

  test('on a disk that stays full or broken, is wholly old or new after one recovery', () => {
    const { violations, runs } = judgeCommit({ writer, scenario, variants: lasting });
    expect(violations).toEqual([]);
    expect(runs).toBeGreaterThanOrEqual(CALLS * lasting.length);
  });

  test('a recovery that is killed or fails at any call can be repeated', () => {
    const { violations, runs } = judgeRecovery({ writer, scenario });
    expect(violations).toEqual([]);
    expect(runs).toBeGreaterThan(scenario === allNew ? 250 : 400);
  });
});

test('a recovery says rightly what it found', () => {
  const after = newTree(newAmongOthers);
  const before = oldTree(newAmongOthers);
  const outcomes = new Set<string>();
  for (let at = 1; at <= 100; at++) {
    setUp(newAmongOthers);
    const plan = planAgainstDisk({ root: ROOT, files: newAmongOthers.files });
    runWith({ at, what: 'kill', when: 'before' }, () => commit(plan));
    for (const { root, outcome } of recover(ROOT)) {
      outcomes.add(outcome);
      expect(root).toBe(ROOT);
      if (outcome !== 'tidy') {
        expect(treeOf(disk, ROOT)).toEqual(outcome === 'completed' ? after : before);
      }
    }
    expect(recover(ROOT)).toEqual([]);
  }
  expect([...outcomes].sort()).toEqual(['completed', 'restored', 'tidy']);
});

test('a full disk is named, with the file, and nothing is left behind', () => {
  setUp(newAmongOthers);
  const plan = planAgainstDisk({ root: ROOT, files: newAmongOthers.files });
  const calls = runWith(null, () => commit(plan)).calls;
  const at =
    calls.findIndex((call) => call.startsWith('writeFileSync') && call.endsWith('new-1')) + 1;
  setUp(newAmongOthers);
  const { error } = runWith({ at, what: 'ENOSPC', when: 'during', lasting: 'space' }, () =>
    commit(plan),
  );
  expect(error).toMatchObject({
    code: 'disk',
    exitStatus: 1,
    message: 'Cannot write "Acme/Driver/Acme.cpp": the disk is full (ENOSPC).',
  });
  expect(treeOf(disk, ROOT)).toEqual(oldTree(newAmongOthers));
});

test('where undoing fails, too, the message says what to do', () => {
  setUp(mixture);
  const plan = planAgainstDisk({ root: ROOT, files: mixture.files });
  const calls = runWith(null, () => commit(plan)).calls;
  const at = calls.findIndex((call) => call.startsWith('renameSync') && call.endsWith('new-0')) + 1;
  setUp(mixture);
  const { error } = runWith({ at, what: 'EIO', when: 'before', lasting: 'changes' }, () =>
    commit(plan),
  );
  expect(error).toMatchObject({ code: 'not-undone', exitStatus: 1 });
  expect(String(error)).toContain('"Driver/Acme.cpp"');
  expect(String(error)).toContain(`run again in "${ROOT}"`);
});

test('a file that is protected from writing is not replaced, though a rename could', () => {
  setUp(mixture);
  const plan = planAgainstDisk({ root: ROOT, files: mixture.files });
  const calls = runWith(null, () => commit(plan)).calls;
  const at = calls.indexOf(`accessSync ${ROOT}/run.sh`) + 1;
  const before = oldTree(mixture);
  const { error } = runWith({ at, what: 'EACCES', when: 'before' }, () => commit(plan));
  expect(error).toMatchObject({
    code: 'disk',
    message: 'Cannot write "run.sh": no permission to write it (EACCES).',
  });
  expect(treeOf(disk, ROOT)).toEqual(before);
});
