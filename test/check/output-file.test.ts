import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../options/command-run.ts';
import { check, folderWith } from './fake.ts';

const CODE = { 'A.cpp': '<DK06> <DK24>' };

describe('--output-file', () => {
  it.each(['text', 'json', 'sarif', 'github'])('has the whole report as %s', async (format) => {
    const cwd = folderWith(CODE);
    const { stdout } = await check(cwd, ['--format', format]);
    const run = await check(cwd, ['--format', format, '--output-file', 'out.txt']);
    expect(run).toEqual({ status: 1, stdout: '', stderr: '1 error, 1 warning in 1 file\n' });
    expect(readFileSync(path.join(cwd, 'out.txt'), 'utf8')).toBe(stdout);
    expect(readdirSync(cwd).sort()).toEqual(['A.cpp', 'out.txt']);
  });

  it('is replaced, and where it is a link what that leads to', async () => {
    const cwd = folderWith({ ...CODE, 'real/out.json': 'old' });
    symlinkSync('real/out.json', path.join(cwd, 'link.json'));
    await check(cwd, ['--json', '--output-file', 'link.json']);
    expect(JSON.parse(readFileSync(path.join(cwd, 'real/out.json'), 'utf8')).files).toBe(1);
    expect(readdirSync(cwd).sort()).toEqual(['A.cpp', 'link.json', 'real']);
  });

  it.each([
    [
      'nowhere/out.json',
      'Cannot write "nowhere/out.json": it, or a folder above it, is not there (ENOENT).',
    ],
    ['folder', 'Cannot write "folder": a folder stands there.'],
    ['A.cpp/out.json', 'Cannot write "A.cpp/out.json": a file stands where a folder is needed'],
  ])('%s cannot be written: one line, status 1', async (file, message) => {
    const cwd = folderWith(CODE);
    mkdirSync(path.join(cwd, 'folder'));
    expect(await failureOf(() => check(cwd, ['--output-file', file]))).toMatchObject({
      message: expect.stringContaining(message),
      exitStatus: 1,
    });
    expect(readdirSync(cwd).sort()).toEqual(['A.cpp', 'folder']);
  });

  it('keeps the old report when there is a fault', async () => {
    const cwd = folderWith(CODE);
    writeFileSync(path.join(cwd, 'out.json'), 'old');
    await failureOf(() => check(cwd, ['nowhere.cpp', '--output-file', 'out.json']));
    expect(readFileSync(path.join(cwd, 'out.json'), 'utf8')).toBe('old');
  });
});
