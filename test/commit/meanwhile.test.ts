import { describe, expect, test, vi } from 'vitest';
import { commit } from '../../core/commit/commit.ts';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { ProjectError } from '../../core/errors.ts';
import { disk, runMeanwhile, runWith } from './faulty-fs.ts';
import { ROOT, setUp } from './memory-disk.ts';
import { outputFile } from './output-file.ts';
import { allNew, mixture } from './scenarios.ts';
import { treeOf } from './tree.ts';

vi.mock('node:fs', async () => (await import('./faulty-fs.ts')).faultyFs());

const FILE = `${ROOT}/Driver/Acme.cpp`;

/** Moments in a commit, by the call that comes next. */
const moments = {
  'when nothing is staged yet': /^mkdirSync .*\.dext-timer-commit$/,
  'when all is staged': /^writeFileSync .*journal/,
  'when the first file is moved away': /^renameSync .*Driver\/Acme\.cpp$/,
};

test('a plan made too long ago is refused before anything is written', () => {
  const plan = planned();
  disk.writeFileSync(FILE, 'my own words\n');
  const before = treeOf(disk, ROOT);
  const { error, calls } = runWith(null, () => commit(plan));
  expect(error).toMatchObject({
    code: 'changed-meanwhile',
    exitStatus: 1,
    message: '"Driver/Acme.cpp" has changed since the plan was made; run again to plan afresh.',
  });
  expect(calls.filter((call) => /^(write|mkdir|rename|unlink|chmod)/.test(call))).toEqual([]);
  expect(treeOf(disk, ROOT)).toEqual(before);
});

test.each(Object.entries(moments))('an edit %s survives, and nothing else changes', (_, next) => {
  const plan = planned();
  const expected = { ...treeOf(disk, ROOT), 'Driver/Acme.cpp': 'file 644 my own words\n' };
  const { error } = runMeanwhile(
    { before: (call) => next.test(call), act: () => disk.writeFileSync(FILE, 'my own words\n') },
    () => commit(plan),
  );
  expect(error).toMatchObject({ code: 'changed-meanwhile' });
  expect(treeOf(disk, ROOT)).toEqual(expected);
});

test.each(Object.entries(moments))('a file that appears %s is not overwritten', (_, next) => {
  const plan = planned();
  const appear = () => {
    disk.mkdirSync(`${ROOT}/Driver/New`, { recursive: true });
    disk.writeFileSync(`${ROOT}/Driver/New/Timer.cpp`, 'theirs\n', { mode: 0o644 });
  };
  const expected = { ...treeOf(disk, ROOT), 'Driver/New/Timer.cpp': 'file 644 theirs\n' };
  const { error } = runMeanwhile({ before: (call) => next.test(call), act: appear }, () =>
    commit(plan),
  );
  expect(error).toBeInstanceOf(ProjectError);
  expect(treeOf(disk, ROOT)).toMatchObject(expected);
});

test.each(Object.entries(moments))(
  'a folder that becomes a link out of the project %s is not followed',
  (_, next) => {
    const plan = planned();
    disk.mkdirSync('/elsewhere');
    disk.writeFileSync('/elsewhere/Acme.cpp', 'old\n');
    const swap = () => {
      disk.renameSync(`${ROOT}/Driver`, `${ROOT}/Driver.real`);
      disk.symlinkSync('/elsewhere', `${ROOT}/Driver`);
    };
    // The last of the moments lies between looking at the folder and moving the file.
    const justBefore =
      next === moments['when the first file is moved away'] ? /^lstatSync .*Driver$/ : next;
    const { error } = runMeanwhile({ before: (call) => justBefore.test(call), act: swap }, () =>
      commit(plan),
    );
    expect(error).toBeInstanceOf(ProjectError);
    expect(treeOf(disk, '/elsewhere')).toEqual({ 'Acme.cpp': 'file 666 old\n' });
    expect(disk.readFileSync(`${ROOT}/Driver.real/Acme.cpp`, 'utf8')).toBe('old\n');
  },
);

test('a folder that becomes a link to another project is not followed', () => {
  const file = (text: string) => outputFile('Acme/Driver/Acme.cpp', text);
  setUp({ name: 'a change', old: [file('old\n')], files: [file('new\n')] });
  disk.mkdirSync(`${ROOT}/Beta`);
  disk.writeFileSync(`${ROOT}/Beta/Acme.cpp`, 'old\n');
  const plan = planAgainstDisk({ root: ROOT, project: 'Acme', files: [file('new\n')] });
  const swap = () => {
    disk.renameSync(`${ROOT}/Acme/Driver`, `${ROOT}/Acme/Driver.real`);
    disk.symlinkSync('../Beta', `${ROOT}/Acme/Driver`);
  };
  const { error } = runMeanwhile(
    { before: (call) => moments['when all is staged'].test(call), act: swap },
    () => commit(plan),
  );
  expect(error).toMatchObject({ code: 'unsafe-path' });
  expect(disk.readFileSync(`${ROOT}/Beta/Acme.cpp`, 'utf8')).toBe('old\n');
});

describe('a whole new folder', () => {
  const nextCalls = {
    'when nothing is staged yet': /^mkdirSync .*\.dext-timer-commit$/,
    'when half of it is staged': /^writeFileSync .*Acme\.cpp$/,
    'just before it is put in place': /^lstatSync .*work\/Acme$/,
  };
  const ACME = `${ROOT}/Acme`;
  const theirs = {
    'an empty folder': () => disk.mkdirSync(ACME, { mode: 0o700 }),
    'a folder with a file': () => {
      disk.mkdirSync(ACME, { mode: 0o700 });
      disk.writeFileSync(`${ACME}/notes.txt`, 'theirs', { mode: 0o600 });
    },
    'a file': () => disk.writeFileSync(ACME, 'theirs', { mode: 0o600 }),
    'a link out of the project': () => disk.symlinkSync('/elsewhere', ACME),
  };
  const cases = Object.entries(nextCalls).flatMap(([when, next]) =>
    Object.entries(theirs).map(([what, act]) => ({ what, act, when, next })),
  );

  test.each(cases)('does not replace $what that appears $when', ({ act, next }) => {
    setUp(allNew);
    act();
    const expected = treeOf(disk, ROOT);
    setUp(allNew);
    disk.mkdirSync('/elsewhere');
    const plan = planAgainstDisk({ root: ROOT, files: allNew.files });
    // The first look at the place was when the commit began.
    let looks = 0;
    const { error } = runMeanwhile(
      { before: (call) => next.test(call) && (!call.startsWith('lstat') || ++looks === 2), act },
      () => commit(plan),
    );
    expect(error).toMatchObject({
      code: 'changed-meanwhile',
      message: '"Acme" has changed since the plan was made; run again to plan afresh.',
    });
    expect(treeOf(disk, ROOT)).toEqual(expected);
    expect(disk.readdirSync('/elsewhere')).toEqual([]);
  });
});

test('two runs that start at the same moment: one of them steps back', () => {
  const plan = planned();
  const { error } = runMeanwhile(
    {
      before: (call) => /^readdirSync .*\.dext-timer-commit$/.test(call),
      act: () => disk.writeFileSync(`${ROOT}/.dext-timer-commit/owner-${process.ppid}`, ''),
    },
    () => commit(plan),
  );
  expect(error).toMatchObject({ code: 'busy' });
  const theirs = Object.keys(treeOf(disk, ROOT)).filter((path) => path.includes('owner'));
  expect(theirs).toEqual([`.dext-timer-commit/owner-${process.ppid}`]);
});

function planned() {
  setUp(mixture);
  return planAgainstDisk({ root: ROOT, files: mixture.files });
}
