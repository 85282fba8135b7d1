import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownArguments, runsUnderYo } from '../../generators/shared/yo-command-line.ts';
import { emptyFolder } from '../support/command.ts';

describe('ownArguments', () => {
  it.each([
    ['dext-timer --yes 007', ['--yes', '007']],
    ['dext-timer:app Acme', ['Acme']],
    ['generator-dext-timer Acme', ['Acme']],
    ['--no-insight dext-timer --yes', ['--no-insight', '--yes']],
    ['dext-timer dext-timer', ['dext-timer']],
    ['dext-timer', []],
    ['', undefined],
    ['webapp --yes Acme', undefined],
    ['dext-timer:check', undefined],
  ])('%s', (line, expected) => {
    const argv = ['/bin/node', '/bin/yo', ...line.split(' ').filter(Boolean)];
    expect(ownArguments({ argv, namespace: 'dext-timer:app' })).toEqual(expected);
  });
});

describe('runsUnderYo', () => {
  it('knows yo by its script, behind a link too', () => {
    const folder = emptyFolder();
    const script = path.join(folder, 'node_modules/yo/lib/cli.js');
    const other = path.join(folder, 'node_modules/other/lib/cli.js');
    for (const file of [script, other]) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '');
    }
    const link = path.join(folder, 'yo');
    symlinkSync(script, link);

    expect(runsUnderYo(['/bin/node', script])).toBe(true);
    expect(runsUnderYo(['/bin/node', link, 'dext-timer'])).toBe(true);
    expect(runsUnderYo(['/bin/node', other])).toBe(false);
    expect(runsUnderYo(['/bin/node', path.join(folder, 'missing/yo/lib/cli.js')])).toBe(false);
    expect(runsUnderYo(['/bin/node'])).toBe(false);
  });
});
