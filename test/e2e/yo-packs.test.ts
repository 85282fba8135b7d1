import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Run, snapshot } from '../support/command.ts';
import { inTerminal, KEY, type Step } from './in-terminal.ts';
import { type Installed, installInto } from './installed.ts';
import { Folders, type Place, runNode } from './processes.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/acme-templates', import.meta.url));
const PACK = '@acme/dext-templates';

const folders = new Folders();
let installed: Installed;
/** The node_modules of a project that has the example pack installed from its tarball. */
let modules: string;

beforeAll(async () => {
  installed = installInto(folders.top);
  const { cwd } = folders.place();
  const packed = npm(EXAMPLE, 'pack', '--json', '--pack-destination', cwd);
  const [tarball] = JSON.parse(packed) as [{ filename: string }];
  npm(cwd, 'install', '--offline', '--no-save', '--silent', path.join(cwd, tarball.filename));
  modules = path.join(cwd, 'node_modules');
  pump = place();
  expect(await command(['new', ...NEW], pump)).toMatchObject({ status: 0 });
}, 180_000);

afterAll(() => folders.remove(), 60_000);

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A clean folder beside which the pack is installed. */
function place(): Place {
  const made = folders.place({ NODE_NO_WARNINGS: '1' });
  cpSync(modules, path.join(made.cwd, '..', 'node_modules'), { recursive: true });
  return made;
}

/** Without a PATH, `yo` asks no package manager for folders. */
const alone = ({ cwd, env }: Place): Place => ({ cwd, env: { ...env, PATH: '' } });
const yo = (args: readonly string[], at: Place): Promise<Run> =>
  runNode({ script: installed.yo, args, place: alone(at) });
const command = (args: readonly string[], at: Place): Promise<Run> =>
  runNode({ script: installed.dextTimer, args, place: at });

/** The project that each test of `add` begins with, made once. */
let pump: Place;

const NEW = ['Pump', '--templates', PACK, '--team', 'storage', '--yes'];
const read = (at: Place, file: string) => readFileSync(path.join(at.cwd, 'Pump', file), 'utf8');

describe.concurrent('a project from an installed pack', () => {
  let expected: Map<string, string>;
  beforeAll(() => {
    const at = pump;
    expected = snapshot(at.cwd);
    expect(read(at, '.github/CODEOWNERS')).toContain('@acme/storage');
    for (const file of ['Driver/PumpDriver.cpp', 'Driver/PumpDriver.iig', 'App/PumpApp.swift']) {
      expect(read(at, file).split('\n').slice(0, 6).join('\n')).toContain(
        'Copyright (c) Acme, Inc. All rights reserved.',
      );
    }
    expect(read(at, 'Driver/PumpDriver.cpp')).toContain('"[storage] PumpDriver: " format');
    const record = JSON.parse(read(at, '.yo-rc.json'))['generator-dext-timer'];
    expect(record.templates).toEqual({
      pack: PACK,
      version: '1.0.0',
      answers: { team: 'storage' },
    });
    expect(record.options['bundle-id']).toBe('com.acme.Pump.driver');
  });

  it('is the same from yo', async () => {
    const at = place();
    expect(await yo(['dext-timer', ...NEW], at)).toMatchObject({ status: 0, stderr: '' });
    expect(snapshot(at.cwd)).toEqual(expected);
  });

  it.each(['yo', 'command'] as const)('is the same with typed answers: %s', async (face) => {
    const steps: readonly Step[] = [
      ["What is the driver's name?", `Pump${KEY.enter}`],
      ["What is the dext's bundle id?", KEY.enter],
      ['What does the driver match?', KEY.enter],
      ["What is the timer's name?", KEY.enter],
      ['How long is it from tick to tick?', KEY.enter],
      ['How late may a tick be?', KEY.enter],
      ['How often does it fire?', KEY.enter],
      ['On which queue does it tick?', KEY.enter],
      ['Which clock does it follow?', KEY.enter],
      // The locked option comes here, and is not asked.
      ['Which team owns the driver?', KEY.down + KEY.enter],
      ['Write Pump/?', KEY.enter],
    ];
    const at = place();
    const session = await inTerminal({
      script: face === 'yo' ? installed.yo : installed.dextTimer,
      args: [face === 'yo' ? 'dext-timer' : 'new', '--templates', PACK],
      place: face === 'yo' ? alone(at) : at,
      steps,
    });
    expect(session.status).toBe(0);
    expect(session.text).not.toContain('Rest the timer');
    expect(snapshot(at.cwd)).toEqual(expected);
  });

  it.each(['yo', 'command'] as const)('keeps what the parent locks: %s', async (face) => {
    const at = place();
    const args = [...NEW, '--no-power'];
    const run = await (face === 'yo'
      ? yo(['dext-timer', ...args], at)
      : command(['new', ...args], at));
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(
      /^dext-timer: --power: "false" is not allowed; it is locked to "true" by @acme\/base-templates \(\S+base\/dext-templates\.json:\d+\)\.\n$/,
    );
    expect(snapshot(at.cwd).size).toBe(0);
  });
});

describe.concurrent('a timer in a project from an installed pack', () => {
  function made(): Place {
    const at = place();
    // With owners and all: the command runs as somebody else than this test.
    execFileSync('cp', ['-a', path.join(pump.cwd, 'Pump'), at.cwd]);
    return at;
  }
  const ADD = ['Poll', '--project', 'Pump', '--interval', '50ms'];

  it('is the same from both, once somebody trusts the pack', async () => {
    const [one, other] = [made(), made()];
    expect(await yo(['dext-timer:timer', ...ADD, '--yes', '--trust'], one)).toMatchObject({
      status: 0,
    });
    expect(await command(['add', ...ADD, '--yes', '--trust'], other)).toMatchObject({ status: 0 });
    expect(snapshot(one.cwd)).toEqual(snapshot(other.cwd));
    expect(read(one, 'Driver/PumpDriver.cpp')).toContain('error: Poll ticks no more');
  });

  it.each(['yo', 'command'] as const)('is not added before: %s', async (face) => {
    const at = made();
    const before = snapshot(at.cwd);
    const args = [...ADD, '--yes'];
    const run = await (face === 'yo'
      ? yo(['dext-timer:timer', ...args], at)
      : command(['add', ...args], at));
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('Pump/.yo-rc.json names the team templates @acme/dext-templates');
    expect(snapshot(at.cwd)).toEqual(before);
  });

  it('is asked about in a terminal, once', async () => {
    const at = made();
    const script = installed.dextTimer;
    const questions: readonly Step[] = [
      ['How late may a tick be?', KEY.enter],
      ['How often does it fire?', KEY.enter],
      ['On which queue does it tick?', KEY.enter],
      ['Which clock does it follow?', KEY.enter],
    ];
    const ask: Step = ['Run them, now and from now on', `y${KEY.enter}`];
    const no = await inTerminal({
      ...{ script, place: at, args: ['add', ...ADD] },
      steps: [['Run them, now and from now on', KEY.enter]],
    });
    expect(no.status).toBe(130);
    const yes = await inTerminal({
      ...{ script, place: at, args: ['add', ...ADD] },
      steps: [ask, ...questions, ['Add Poll to PumpDriver?', KEY.enter]],
    });
    expect(yes.status).toBe(0);
    const again = await inTerminal({
      ...{ script, place: at, args: ['add', 'Tick', ...ADD.slice(1)] },
      steps: [...questions, ['Add Tick to PumpDriver?', KEY.enter]],
    });
    expect(again.status).toBe(0);
    expect(again.text).not.toContain('Run them');
  });
});
