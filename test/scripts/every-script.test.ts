import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as pty from '@lydell/node-pty';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeMac, fakeMac } from './fake-mac.ts';

let mac: FakeMac;
beforeEach(() => {
  mac = fakeMac();
});
afterEach(() => mac.discard());

const commands = [
  'build.sh',
  'sign-adhoc.sh',
  'install.sh',
  'uninstall.sh',
  'logs.sh',
  'doctor.sh',
];
const parts = ['lib.bash', 'doctor-checks.bash', 'doctor-registry.bash'];

/** What bash learnt after 3.2, the last version that macOS ships. */
const newerBash: readonly [string, RegExp][] = [
  ['mapfile or readarray', /\b(mapfile|readarray)\b/],
  ['an associative array or name reference', /\b(declare|local|typeset) -\w*[An]/],
  ['a change of case', /\$\{\w+(\^|,)/],
  ['a transformation', /\$\{\w+@[A-Z]\}/],
  ['|& or &>>', /\|&|&>>/],
  ['a test for being set', /\[\[ -v /],
  ['a time in printf', /printf .*%\(/],
  ['a fall-through', /;;?&/],
  // Misread by 3.2: it takes the ")" of a pattern for the end of the substitution.
  ['a case inside $( )', /\$\([^)]*\bcase\b/],
];

describe('every script', () => {
  it('is one that is tested here', () => {
    const found = readdirSync(path.join(mac.project, 'scripts')).sort();
    expect(found).toEqual([...commands, ...parts].sort());
  });

  it.each([...commands, ...parts])('%s: bash can read it', (script) => {
    const file = path.join(mac.project, 'scripts', script);
    const { status, stderr } = spawnSync(process.env.TEST_BASH ?? 'bash', ['-n', file]);
    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
  });

  it.each([...commands, ...parts])('%s: is written for the bash of macOS', (script) => {
    const text = mac.read(path.join(mac.project, 'scripts', script));
    const found = newerBash.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
    expect(found).toEqual([]);
    expect(text).not.toContain('<%');
  });

  it.each(commands)('%s: stops at the first error, and at a name that is not set', (script) => {
    const text = mac.read(path.join(mac.project, 'scripts', script));
    expect(text).toMatch(/^#!\/usr\/bin\/env bash\n/);
    expect(text).toContain('\nset -euo pipefail\n');
  });

  it.each(commands)('%s --help: says how to use it, on any system', (script) => {
    mac.put('uname', 'Linux\n');
    for (const flag of ['--help', '-h']) {
      const { status, stdout, stderr } = mac.run(script, [flag]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^Usage: scripts/${script}`));
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });

  it.each(commands)('%s: refuses any other system', (script) => {
    mac.put('uname', 'Linux\n');
    mac.build('Debug');
    const { status, stderr } = mac.run(script);
    expect(status).toBe(1);
    expect(stderr).toBe(`${script}: this needs macOS. Elsewhere, Tests/run.sh tests the driver.\n`);
  });

  it.each(commands)('%s: refuses what it does not know', (script) => {
    const { status, stderr } = mac.run(script, ['--no-such']);
    expect(status).toBe(2);
    expect(stderr).toContain('"--no-such" is no');
  });

  it('reads a setting as Xcode does: the last one counts, comments do not', () => {
    mac.write(
      `${mac.project}/Config/Local.xcconfig`,
      'CURRENT_PROJECT_VERSION=6\nCURRENT_PROJECT_VERSION = 7 // a build\n// CURRENT_PROJECT_VERSION = 8\n',
    );
    expect(mac.run('doctor.sh').stdout).toMatch(
      /^Acme 1\.0\/7, driver com\.example\.Acme\.driver\n/,
    );
  });

  it('names the setting that is missing', () => {
    mac.write(`${mac.project}/Config/Driver.xcconfig`, '// PRODUCT_BUNDLE_IDENTIFIER = none\n');
    const { status, stderr } = mac.run('doctor.sh');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'doctor.sh: PRODUCT_BUNDLE_IDENTIFIER is set in none of: Driver.xcconfig (in Config/)\n',
    );
  });
});

describe('colour', () => {
  function onTerminal(env: Record<string, string>): Promise<string> {
    return new Promise((resolve) => {
      const terminal = pty.spawn(path.join(mac.project, 'scripts/doctor.sh'), [], {
        cols: 200,
        env: { ...mac.env(), ...env },
      });
      let text = '';
      terminal.onData((data) => {
        text += data;
      });
      terminal.onExit(() => resolve(text));
    });
  }

  it('is there on a terminal', async () => {
    expect(await onTerminal({})).toContain('\x1b[32mok  \x1b[0m  app ');
  });

  it('is not there with NO_COLOR', async () => {
    const text = await onTerminal({ NO_COLOR: '1' });
    expect(text).toContain('ok    app ');
    expect(text).not.toContain('\x1b[');
  });

  it('is not there in a pipe', () => {
    expect(mac.run('doctor.sh').stdout).not.toContain('\x1b');
  });
});
