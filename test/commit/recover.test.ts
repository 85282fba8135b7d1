import { afterEach, describe, expect, test, vi } from 'vitest';
import { commit } from '../../core/commit/commit.ts';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { recover } from '../../core/commit/recover.ts';
import { recoveryMessage } from '../../core/commit/recovery-message.ts';
import { disk, runWith } from './faulty-fs.ts';
import { interrupt, interruptAtTheEnd } from './interrupted.ts';
import { newTree, oldTree, ROOT, setUp } from './memory-disk.ts';
import { mixture, newAmongOthers } from './scenarios.ts';
import { treeOf } from './tree.ts';

vi.mock('node:fs', async () => (await import('./faulty-fs.ts')).faultyFs());

const WORK = `${ROOT}/.dext-timer-commit`;
const CPP = `${ROOT}/Acme/Driver/Acme.cpp`;

afterEach(() => {
  vi.restoreAllMocks();
});

test('without an interrupted run there is nothing to do, and nothing is written', () => {
  setUp(mixture);
  const { value, calls } = runWith(null, () => recover(ROOT));
  expect(value).toEqual([]);
  expect(calls.filter((call) => !/^(lstat|realpath)/.test(call))).toEqual([]);
});

test.each([
  ['a folder inside the project', `${ROOT}/Acme/Driver`],
  ['a file', `${ROOT}/Acme/Driver/Acme.cpp`],
  ['a folder that does not exist', `${ROOT}/Acme/Driver/nowhere/at/all`],
])('finds the interrupted run from %s', (_, start) => {
  const before = oldTree(newAmongOthers);
  interruptAtTheEnd(newAmongOthers);
  expect(recover(start)).toEqual([{ root: ROOT, outcome: 'restored', kept: [] }]);
  expect(treeOf(disk, ROOT)).toEqual(before);
});

describe('what somebody did after the kill stays', () => {
  test('a new file that was edited, and the folder around it', () => {
    interruptAtTheEnd(newAmongOthers);
    disk.writeFileSync(CPP, 'my own words\n');
    const [recovery] = recover(ROOT);
    expect(recovery?.kept).toEqual([{ path: 'Acme/Driver/Acme.cpp', oldCopy: null }]);
    expect(treeOf(disk, ROOT)).toEqual({
      Acme: 'folder 777',
      'Acme/Driver': 'folder 777',
      'Acme/Driver/Acme.cpp': 'file 644 my own words\n',
      'Acme/notes.txt': 'file 644 not ours',
      'neighbour.txt': 'file 644 not ours',
    });
  });

  test('a file with an old date that was moved there is seen by its length', () => {
    interruptAtTheEnd(newAmongOthers);
    putOldFile('my own words, longer\n');
    recover(ROOT);
    expect(String(disk.readFileSync(CPP))).toBe('my own words, longer\n');
  });

  test('an edit that keeps the length is seen by its time', () => {
    interruptAtTheEnd(newAmongOthers);
    const text = sameLength();
    disk.writeFileSync(CPP, text);
    const later = new Date(Date.now() + 60_000);
    disk.utimesSync(CPP, later, later);
    recover(ROOT);
    expect(String(disk.readFileSync(CPP))).toBe(text);
  });

  test('a changed file that was edited; the version from before stands beside it', () => {
    interruptAtTheEnd(mixture);
    disk.writeFileSync(`${ROOT}/Driver/Acme.cpp`, 'my own words\n');
    disk.writeFileSync(`${ROOT}/Driver/Acme.cpp.orig`, 'here already\n', { mode: 0o644 });
    const [recovery] = recover(ROOT);
    expect(recovery?.kept).toEqual([{ path: 'Driver/Acme.cpp', oldCopy: 'Driver/Acme.cpp.orig2' }]);
    expect(treeOf(disk, ROOT)).toEqual({
      ...oldTree(mixture),
      'Driver/Acme.cpp': 'file 644 my own words\n',
      'Driver/Acme.cpp.orig': 'file 644 here already\n',
      'Driver/Acme.cpp.orig2': 'file 644 old\n',
    });
  });

  test('a file of theirs where ours had not come yet', () => {
    interrupt(newAmongOthers, (call) => /^renameSync .*new-1$/.test(call));
    putOldFile(sameLength());
    recover(ROOT);
    expect(String(disk.readFileSync(CPP))).toBe(sameLength());
  });

  test('a file of theirs that came after a recovery was killed while it tidied up', () => {
    const interruptEarly = () =>
      interrupt(newAmongOthers, (call) => /^renameSync .*new-0$/.test(call));
    interruptEarly();
    const { calls } = runWith(null, () => recover(ROOT));
    const at = calls.findIndex((call) => /^unlinkSync .*new-0$/.test(call)) + 1;
    interruptEarly();
    runWith({ at, what: 'kill', when: 'before' }, () => recover(ROOT));
    disk.mkdirSync(`${ROOT}/Acme/Driver`, { recursive: true });
    putOldFile(sameLength());
    recover(ROOT);
    expect(String(disk.readFileSync(CPP))).toBe(sameLength());
  });

  test('a folder that was deleted comes back with the old files only', () => {
    const before = oldTree(mixture);
    interruptAtTheEnd(mixture);
    disk.rmSync(`${ROOT}/Driver`, { recursive: true });
    recover(ROOT);
    expect(treeOf(disk, ROOT)).toEqual(before);
  });
});

describe('a work folder that is not ours is left alone', () => {
  test.each([
    ['without an owner', () => disk.writeFileSync(`${WORK}/precious.txt`, 'keep')],
    [
      'with a journal that cannot be read',
      () => {
        disk.writeFileSync(`${WORK}/owner-0`, '');
        const journal = { format: 'something else', folders: [], files: [] };
        disk.writeFileSync(`${WORK}/journal.json`, JSON.stringify(journal));
      },
    ],
    [
      'with half a journal',
      () => {
        disk.writeFileSync(`${WORK}/owner-0`, '');
        disk.writeFileSync(`${WORK}/journal.json`, '{"format":"dext-ti');
      },
    ],
  ])('%s', (_, fill) => {
    setUp(mixture);
    disk.mkdirSync(WORK);
    fill();
    const before = contentsOf();
    const { error } = runWith(null, () => recover(ROOT));
    expect(error).toMatchObject({ code: 'not-ours', exitStatus: 1 });
    expect(String(error)).toContain(JSON.stringify(WORK));
    expect(Object.values(contentsOf()).sort()).toEqual(Object.values(before).sort());
  });

  test('a file of that name', () => {
    setUp(mixture);
    disk.writeFileSync(WORK, 'keep');
    expect(runWith(null, () => recover(ROOT)).error).toMatchObject({ code: 'not-ours' });
    expect(String(disk.readFileSync(WORK))).toBe('keep');
  });

  test("another user's folder is passed by", () => {
    interruptAtTheEnd(newAmongOthers);
    const before = contentsOf();
    vi.spyOn(process, 'geteuid').mockReturnValue(4711);
    expect(recover(ROOT)).toEqual([]);
    const plan = planAgainstDisk({ root: ROOT, files: mixture.files });
    expect(runWith(null, () => commit(plan)).error).toMatchObject({
      code: 'busy',
      message: expect.stringMatching(/Another user's run .* run as that user \(id \d+\)/),
    });
    expect(contentsOf()).toEqual(before);
  });

  test.each(['../victim.txt', '/home/me/victim.txt', 'a/../../victim.txt'])(
    'a journal that names %s',
    (file) => {
      setUp(mixture);
      disk.writeFileSync('/home/me/victim.txt', 'alive');
      disk.mkdirSync(WORK);
      disk.writeFileSync(`${WORK}/owner-0`, '');
      const files = [{ path: file, replaces: false, size: 5 }];
      disk.writeFileSync(
        `${WORK}/journal.json`,
        JSON.stringify({ format: 'dext-timer commit 1', folders: [], files }),
      );
      expect(runWith(null, () => recover(ROOT)).error).toMatchObject({ code: 'unsafe-path' });
      expect(String(disk.readFileSync('/home/me/victim.txt'))).toBe('alive');
    },
  );
});

describe('a run that is alive', () => {
  test('keeps others out, and the message names it', () => {
    interruptAtTheEnd(mixture);
    disk.renameSync(`${WORK}/owner-${process.pid}`, `${WORK}/owner-${process.ppid}`);
    const before = contentsOf();
    const plan = planAgainstDisk({ root: ROOT, files: newAmongOthers.files });
    for (const run of [() => recover(ROOT), () => commit(plan)]) {
      const { error } = runWith(null, run);
      expect(error).toMatchObject({ code: 'busy', exitStatus: 1 });
      expect(String(error)).toContain(`process ${process.ppid}`);
      expect(contentsOf()).toEqual(before);
    }
  });

  test('that another user started counts, too', () => {
    interruptAtTheEnd(mixture);
    disk.renameSync(`${WORK}/owner-${process.pid}`, `${WORK}/owner-12345`);
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    expect(runWith(null, () => recover(ROOT)).error).toMatchObject({ code: 'busy' });
  });

  test('once it is called owner-0, as the message says, is recovered', () => {
    const before = oldTree(mixture);
    interruptAtTheEnd(mixture);
    disk.renameSync(`${WORK}/owner-${process.pid}`, `${WORK}/owner-0`);
    expect(recover(ROOT)).toMatchObject([{ outcome: 'restored' }]);
    expect(treeOf(disk, ROOT)).toEqual(before);
  });
});

test('a commit does not step over an interrupted one', () => {
  interruptAtTheEnd(mixture);
  const before = contentsOf();
  const plan = planAgainstDisk({ root: ROOT, files: newAmongOthers.files });
  const { error } = runWith(null, () => commit(plan));
  expect(error).toMatchObject({ code: 'busy', message: expect.stringContaining('interrupted') });
  expect(contentsOf()).toEqual(before);
});

test('tells what it did in one line', () => {
  const root = '/home/me/work';
  const lines = [
    recoveryMessage({ root, outcome: 'restored', kept: [] }),
    recoveryMessage({ root, outcome: 'completed', kept: [] }),
    recoveryMessage({ root, outcome: 'tidy', kept: [] }),
    recoveryMessage({
      root,
      outcome: 'restored',
      kept: [{ path: 'Driver/A.cpp', oldCopy: 'Driver/A.cpp.orig' }],
    }),
  ];
  expect(lines).toEqual([
    'Restored "/home/me/work" to what it was before an interrupted run.',
    'An interrupted run in "/home/me/work" had written all its files; removed what it left behind.',
    'Removed what an interrupted run had left behind in "/home/me/work"; no file was half written.',
    'Restored "/home/me/work" to what it was before an interrupted run. Kept "/home/me/work/Driver/A.cpp", which has changed since; the version from before the run is "A.cpp.orig" beside it.',
  ]);
});

test('all new files stay where only the work folder was left', () => {
  const after = newTree(mixture);
  interrupt(mixture, (call) => call.startsWith('unlinkSync'));
  expect(recover(ROOT)).toMatchObject([{ outcome: 'completed' }]);
  expect(treeOf(disk, ROOT)).toEqual(after);
});

/** A text as long as the one that we write there. */
function sameLength(): string {
  const ours = newAmongOthers.files.find((file) => `${ROOT}/${file.path}` === CPP);
  return 'x'.repeat(ours?.bytes.length ?? 0);
}

/** As `mv` or `cp -p` puts it: with the time at which it was made. */
function putOldFile(text: string): void {
  const longAgo = new Date('2001-02-03T04:05:06Z');
  disk.writeFileSync(CPP, text);
  disk.utimesSync(CPP, longAgo, longAgo);
}

function contentsOf(): Record<string, string> {
  return treeOf(disk, ROOT);
}
