import type * as fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Plan } from '../../core/plan/change.ts';
import type * as Judge from './judge.ts';
import type * as Scenarios from './scenarios.ts';

/* Broken ways to write files: each must be found out, or the fault tests prove nothing. */

vi.mock('node:fs', async () => (await import('./faulty-fs.ts')).faultyFs());

const kill = [
  { what: 'kill', when: 'before' },
  { what: 'kill', when: 'during' },
] as const;

beforeEach(() => {
  vi.resetModules();
  for (const name of ['put-in-place', 'journal', 'stage', 'work-folder', 'settle', 'new-folder']) {
    vi.doUnmock(`../../core/commit/${name}.ts`);
  }
});

test('writing straight into the tree', async () => {
  const verdict = await judge({ commit: 'straight' });
  expect(verdict.join('\n')).toContain('neither old nor new');
});

test('replacing old files without a backup', async () => {
  vi.doMock('../../core/commit/put-in-place.ts', async (original) => ({
    ...(await original<object>()),
    putInPlace: (
      at: Parameters<typeof import('../../core/commit/put-in-place.ts').putInPlace>[0],
    ) => {
      const { mkdirSync, renameSync } = fsNow;
      for (const folder of at.folders) {
        mkdirSync(path.join(at.realRoot, folder));
      }
      at.changes.forEach((change, index) => {
        renameSync(at.work.staged(index), path.join(at.realRoot, change.path));
      });
    },
  }));
  expect((await judge({})).join('\n')).toContain('neither old nor new');
});

test('writing the journal where it is read', async () => {
  vi.doMock('../../core/commit/journal.ts', async (original) => ({
    ...(await original<object>()),
    writeJournal: (
      at: Parameters<typeof import('../../core/commit/journal.ts').writeJournal>[0],
    ) => {
      const content = { format: 'dext-timer commit 1', ...at.journal };
      fsNow.writeFileSync(at.work.journal, JSON.stringify(content));
    },
  }));
  expect((await judge({})).join('\n')).toContain('recovery threw');
});

test('writing the journal last', async () => {
  vi.doMock('../../core/commit/put-in-place.ts', async (original) => {
    const real = await original<typeof import('../../core/commit/put-in-place.ts')>();
    return {
      ...real,
      putInPlace: (at: Parameters<typeof real.putInPlace>[0]) => {
        const { renameSync } = fsNow;
        renameSync(at.work.journal, at.work.draft);
        real.putInPlace(at);
        renameSync(at.work.draft, at.work.journal);
      },
    };
  });
  expect((await judge({})).join('\n')).toContain('neither old nor new');
});

test('putting a new folder in its place before it is whole', async () => {
  vi.doMock('../../core/commit/new-folder.ts', async (original) => {
    const real = await original<typeof import('../../core/commit/new-folder.ts')>();
    return {
      ...real,
      writeNewFolder: (at: Parameters<typeof real.writeNewFolder>[0]) => {
        const [first, ...others] = at.changes;
        real.writeNewFolder({ ...at, changes: first ? [first] : [] });
        writeStraight({ root: at.realRoot, changes: others });
      },
    };
  });
  expect((await judge({ scenario: 'allNew' })).join('\n')).toContain('neither old nor new');
});

test('leaving the half of a new folder behind', async () => {
  vi.doMock('../../core/commit/work-folder.ts', async (original) => {
    const real = await original<typeof import('../../core/commit/work-folder.ts')>();
    return {
      ...real,
      removeWorkFolder: (at: Parameters<typeof real.removeWorkFolder>[0]) =>
        fsNow.existsSync(at.work.folder) || real.removeWorkFolder(at),
    };
  });
  expect((await judge({ scenario: 'allNew' })).join('\n')).toContain('neither old nor new');
});

test('forgetting that scripts are executable', async () => {
  vi.doMock('../../core/commit/stage.ts', () => ({
    stage: (at: Parameters<typeof import('../../core/commit/stage.ts').stage>[0]) => {
      at.changes.forEach((change, index) => {
        fsNow.writeFileSync(at.work.staged(index), change.bytes, { mode: 0o644 });
      });
    },
  }));
  expect((await judge({})).join('\n')).toContain('neither old nor new');
});

test('removing the owner first', async () => {
  vi.doMock('../../core/commit/work-folder.ts', async (original) => ({
    ...(await original<object>()),
    removeWorkFolder: (at: { work: { path: string }; owner: string }) => {
      const { readdirSync, rmdirSync, unlinkSync } = fsNow;
      unlinkSync(at.owner);
      for (const name of readdirSync(at.work.path)) {
        unlinkSync(path.join(at.work.path, String(name)));
      }
      rmdirSync(at.work.path);
    },
  }));
  expect((await judge({})).join('\n')).toContain('recovery threw');
});

test('a recovery that forgets the journal before it has restored', async () => {
  vi.doMock('../../core/commit/settle.ts', async (original) => {
    const real = await original<typeof import('../../core/commit/settle.ts')>();
    const { readJournal } = await import('../../core/commit/journal.ts');
    const { restore } = await import('../../core/commit/restore.ts');
    return {
      settle: (work: Parameters<typeof real.settle>[0]) => {
        const journal = readJournal(work);
        if (journal === null) {
          return real.settle(work);
        }
        fsNow.unlinkSync(work.journal);
        return { outcome: 'restored', kept: restore({ work, realRoot: work.root, journal }) };
      },
    };
  });
  expect((await judge({ recovery: true })).join('\n')).toContain('neither old nor new');
});

/** The faulty disk of the modules loaded last. */
let fsNow: typeof fs;

/** Judges the code as it is mocked now, in modules of its own. */
async function judge(at: {
  commit?: 'straight';
  recovery?: true;
  scenario?: 'allNew';
}): Promise<readonly string[]> {
  fsNow = await import('node:fs');
  const { commit } = await import('../../core/commit/commit.ts');
  const { recover } = await import('../../core/commit/recover.ts');
  const { planAgainstDisk } = await import('../../core/commit/plan-against-disk.ts');
  const { judgeCommit, judgeRecovery }: typeof Judge = await import('./judge.ts');
  const scenarios: typeof Scenarios = await import('./scenarios.ts');
  const scenario = scenarios[at.scenario ?? 'mixture'];
  const writer = {
    commit: at.commit === 'straight' ? writeStraight : commit,
    recover,
    planAgainstDisk,
  };
  const { violations, runs } = at.recovery
    ? judgeRecovery({ writer, scenario })
    : judgeCommit({ writer, scenario, variants: kill });
  expect(runs).toBeGreaterThan(10);
  return violations;
}

function writeStraight(plan: Plan): void {
  for (const change of plan.changes) {
    const full = path.join(plan.root, change.path);
    fsNow.mkdirSync(path.dirname(full), { recursive: true });
    fsNow.writeFileSync(full, change.bytes, { mode: change.mode });
  }
}
