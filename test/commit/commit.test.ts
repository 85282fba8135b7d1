import * as fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { commit } from '../../core/commit/commit.ts';
import { planAgainstDisk } from '../../core/commit/plan-against-disk.ts';
import { recover } from '../../core/commit/recover.ts';
import type { OutputFile } from '../../core/plan/change.ts';
import { outputFile } from './output-file.ts';
import { tempFolder } from './temp-folder.ts';
import { treeOf } from './tree.ts';

describe('permissions', () => {
  test.each([
    [0o022, '644', '755', '755'],
    [0o077, '600', '700', '700'],
    // The plan asks for 644 and 755: a umask takes away and never adds.
    [0o002, '644', '755', '775'],
  ])('of new files follow the umask %o', (umask, plain, script, folder) => {
    setUmask(umask);
    const root = tempFolder();
    write(root, [outputFile('a/plain.txt', 'x'), outputFile('a/run.sh', 'x', 0o755)]);
    expect(treeOf(fs, root)).toEqual({
      a: `folder ${folder}`,
      'a/plain.txt': `file ${plain} x`,
      'a/run.sh': `file ${script} x`,
    });
  });

  test.each([
    { old: 0o600, asked: 0o644, umask: 0o022, now: '600' },
    { old: 0o664, asked: 0o644, umask: 0o077, now: '664' },
    { old: 0o755, asked: 0o644, umask: 0o022, now: '755' },
    { old: 0o644, asked: 0o755, umask: 0o022, now: '755' },
    { old: 0o640, asked: 0o755, umask: 0o077, now: '740' },
  ] as const)('of a changed file stay: $old, asked for $asked', ({ old, asked, umask, now }) => {
    const root = tempFolder();
    fs.writeFileSync(path.join(root, 'file'), 'old');
    fs.chmodSync(path.join(root, 'file'), old);
    setUmask(umask);
    write(root, [outputFile('file', 'new', asked)]);
    expect(treeOf(fs, root)).toEqual({ file: `file ${now} new` });
  });
});

describe('what is identical', () => {
  test('is not touched', () => {
    const root = tempFolder();
    const files = [outputFile('a/same.txt', 'x'), outputFile('a/other.txt', 'y')];
    write(root, files);
    const same = path.join(root, 'a/same.txt');
    const longAgo = new Date('2001-02-03T04:05:06Z');
    fs.utimesSync(same, longAgo, longAgo);
    const inode = fs.statSync(same).ino;
    write(root, [outputFile('a/same.txt', 'x'), outputFile('a/other.txt', 'z')]);
    expect(fs.statSync(same).ino).toBe(inode);
    expect(fs.statSync(same).mtime).toEqual(longAgo);
    expect(fs.readFileSync(path.join(root, 'a/other.txt'), 'utf8')).toBe('z');
  });

  test('through and through: nothing is touched, not even for a moment', () => {
    const root = tempFolder();
    const files = [outputFile('a/same.txt', 'x')];
    write(root, files);
    const longAgo = new Date('2001-02-03T04:05:06Z');
    fs.utimesSync(root, longAgo, longAgo);
    write(root, files);
    write(root, []);
    // Creating and removing a work folder would have changed the time of the root.
    expect(fs.statSync(root).mtime).toEqual(longAgo);
  });
});

test('bytes arrive as they are', () => {
  const root = tempFolder();
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const odd = 'Name with "quotes", spaces, $HOME and ünïcode.txt';
  write(root, [
    { ...outputFile('bytes', ''), bytes },
    outputFile(odd, ''),
    outputFile('empty', ''),
  ]);
  expect(new Uint8Array(fs.readFileSync(path.join(root, 'bytes')))).toEqual(bytes);
  expect(fs.readdirSync(root).sort()).toEqual([odd, 'bytes', 'empty'].sort());
});

test('writes through a link that stays inside the project, and keeps the link', () => {
  const root = tempFolder();
  fs.mkdirSync(path.join(root, 'Sources'));
  fs.symlinkSync('Sources', path.join(root, 'Driver'));
  write(root, [outputFile('Driver/new/a.cpp', 'x')]);
  expect(fs.lstatSync(path.join(root, 'Driver')).isSymbolicLink()).toBe(true);
  expect(fs.readFileSync(path.join(root, 'Sources/new/a.cpp'), 'utf8')).toBe('x');
});

test('a root that cannot be written is named', () => {
  const root = tempFolder();
  const plan = planAgainstDisk({ root, files: [outputFile('a', 'x')] });
  fs.rmdirSync(root);
  expect(() => commit(plan)).toThrow(`"${root}"`);
  expect(() => commit(plan)).toThrow(expect.objectContaining({ code: 'disk' }));
  fs.mkdirSync(root);
});

function write(root: string, files: readonly OutputFile[]): void {
  commit(planAgainstDisk({ root, files }));
  expect(recover(root)).toEqual([]);
}

function setUmask(umask: number): void {
  const before = process.umask(umask);
  onTestFinished(() => void process.umask(before));
}
