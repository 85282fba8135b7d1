import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commit } from '../../core/commit/commit.ts';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { recover } from '../../core/commit/recover.ts';
import { bundle } from './bundle.ts';
import { outputFile } from './output-file.ts';
import { allNew, mixture, newAmongOthers, type Scenario, writePlainly } from './scenarios.ts';
import { tempFolder } from './temp-folder.ts';
import { treeOf } from './tree.ts';

/* Real processes on the real disk. */

let child: string;
let bundles: string;

beforeAll(async () => {
  bundles = fs.mkdtempSync(path.join(tmpdir(), 'dext-timer-test-bundle-'));
  const input = fileURLToPath(new URL('./stopping-child.ts', import.meta.url));
  child = await bundle({ input, into: bundles });
});

afterAll(() => {
  fs.rmSync(bundles, { recursive: true, force: true });
});

describe.each([allNew, newAmongOthers, mixture])('a process that writes $name', (scenario) => {
  test('and is killed leaves a tree that one recovery makes wholly old or new', () => {
    const { before, after } = treesOf(scenario);
    const total = callsOf(scenario);
    expect(total).toBeGreaterThanOrEqual(15);
    const outcomes = new Set<string>();
    // The first and last calls, and some in each phase between them.
    const points = [1, 2, 3, 5, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9].map((at) =>
      at < 1 ? Math.round(at * total) : at,
    );
    for (const stopAt of [...points, total - 3, total - 2, total - 1, total]) {
      const root = rootWith(scenario.old);
      const { signal } = spawnSync(process.execPath, [child, root, scenario.name, `${stopAt}`]);
      expect(signal).toBe('SIGKILL');
      recover(root);
      const now = treeOf(fs, root);
      expect([before, after], `killed before call ${stopAt}`).toContainEqual(now);
      outcomes.add(JSON.stringify(now));
    }
    expect(outcomes.size).toBe(2);
  });
});

test('a second run beside one that is at work is told to wait, and does no harm', async () => {
  const { after } = treesOf(mixture);
  const root = rootWith(mixture.old);
  const half = `${Math.round(callsOf(mixture) / 2)}`;
  const first = spawn(process.execPath, [child, root, mixture.name, half, 'wait']);
  await printed(first, 'stopping');

  const plan = planAgainstDisk({ root, files: [outputFile('other.txt', 'x')] });
  for (const second of [() => commit(plan), () => recover(root)]) {
    expect(second).toThrow(
      expect.objectContaining({
        code: 'busy',
        exitStatus: 1,
        message: expect.stringContaining(`Another run (process ${first.pid}) is writing in`),
      }),
    );
  }

  const done = printed(first, 'done');
  const exit = once(first, 'exit');
  first.stdin?.end('go on\n');
  await done;
  expect(await exit).toEqual([0, null]);
  expect(treeOf(fs, root)).toEqual(after);
  commit(plan);
  expect(fs.readFileSync(path.join(root, 'other.txt'), 'utf8')).toBe('x');
});

test('a folder that appears at the last moment is not replaced by a whole new one', async () => {
  const root = rootWith(allNew.old);
  // After the rename, only the owner and the work folder are removed.
  const rename = `${callsOf(allNew) - 2}`;
  const run = spawn(process.execPath, [child, root, allNew.name, rename, 'wait']);
  await printed(run, 'stopping');
  writePlainly({ disk: fs, root, files: [outputFile('Acme/notes.txt', 'theirs')] });
  const exit = once(run, 'exit');
  run.stdin?.end('go on\n');
  expect(await exit).toEqual([1, null]);
  expect(treeOf(fs, root)).toEqual({
    Acme: 'folder 755',
    'Acme/notes.txt': 'file 644 theirs',
    'neighbour.txt': 'file 644 not ours',
  });
});

/** How many calls that change the disk the whole commit makes. */
function callsOf(scenario: Scenario): number {
  const root = rootWith(scenario.old);
  const { stdout, status } = spawnSync(process.execPath, [child, root, scenario.name], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return Number(/done after (\d+) calls/.exec(stdout)?.[1]);
}

function treesOf(scenario: Scenario) {
  const root = rootWith(scenario.old);
  const before = treeOf(fs, root);
  writePlainly({ disk: fs, root, files: scenario.files });
  return { before, after: treeOf(fs, root) };
}

function rootWith(files: Scenario['files']): string {
  const root = tempFolder();
  writePlainly({ disk: fs, root, files });
  return root;
}

async function printed(process: ChildProcess, word: string): Promise<void> {
  for await (const chunk of process.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    if (String(chunk).includes(word)) {
      return;
    }
  }
  throw new Error(`ended without printing ${word}`);
}
