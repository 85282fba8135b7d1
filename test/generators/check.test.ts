import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import helpers from 'yeoman-test';
import CheckGenerator from '../../generators/check/index.ts';
import { emptyFolder, snapshot } from '../support/command.ts';
import { asAny, saidIn } from './host.ts';

/** A folder with a source that has nothing to find, and one that is no text. */
function folder(): string {
  const cwd = emptyFolder();
  writeFileSync(path.join(cwd, 'A.cpp'), 'int a;\n');
  writeFileSync(path.join(cwd, 'B b.cpp'), '\0');
  return cwd;
}

/** Prepares a run of the generator by a program. */
function hosted(cwd: string, options: Record<string, unknown>, ...args: string[]) {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  const resolved = fileURLToPath(new URL('../../generators/check/index.ts', import.meta.url));
  const settings = { namespace: 'dext-timer:check', resolved, autoCleanup: false };
  const all: object = options;
  return helpers
    .create(asAny(CheckGenerator), settings)
    .cd(cwd)
    .withOptions(all)
    .withArguments(args);
}

describe('check, run by a program', () => {
  it('checks the destination, or the paths that are given, and writes nothing', async () => {
    const cwd = folder();
    const before = snapshot(cwd);
    expect(saidIn(await hosted(cwd, {}))).toContain('1 warning in 2 files');
    expect(saidIn(await hosted(cwd, {}, 'A.cpp', 'A.cpp'))).toContain('No findings in 1 file.');
    expect(saidIn(await hosted(cwd, { paths: ['A.cpp'] }))).toContain('No findings in 1 file.');
    expect(snapshot(cwd)).toEqual(before);
  });

  it('prints JSON where that is wanted', async () => {
    const said = saidIn(await hosted(folder(), { json: true }, 'A.cpp'));
    expect(JSON.parse(said.slice(said.indexOf('{')))).toEqual({ findings: [], files: 1 });
  });

  it('fails with the exit status as its code', async () => {
    await expect(hosted(folder(), { maxWarnings: 0 })).rejects.toMatchObject({ code: 1 });
    await expect(hosted(folder(), { formt: 'json' })).rejects.toMatchObject({
      message: expect.stringContaining('did you mean --format?'),
      code: 2,
    });
    await expect(hosted(folder(), {}, 'nowhere.cpp')).rejects.toMatchObject({
      message: '"nowhere.cpp" does not exist; give a file or a folder.',
      code: 2,
    });
  });

  it('runs where nothing may be written', async () => {
    const cwd = folder();
    chmodSync(cwd, 0o555);
    expect(saidIn(await hosted(cwd, {}))).toContain('1 warning in 2 files');
  });
});
