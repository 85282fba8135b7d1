import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helpText } from '../../core/options/help-text.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { version } from '../../core/version.ts';
import { type Run, snapshot } from '../support/command.ts';
import { inTerminal, KEY, type Session, type Step } from './in-terminal.ts';
import { type Installed, installInto } from './installed.ts';
import { Folders, type Place, runNode } from './processes.ts';

const folders = new Folders();
let installed: Installed;

beforeAll(() => {
  installed = installInto(folders.top);
}, 120_000);

afterAll(() => folders.remove(), 60_000);

/**
 * Without a PATH: `yo` would ask npm and yarn for their global folders, where nothing of ours is.
 * Without warnings: on Node 20.17 a dependency of `yo` imports JSON, which Node remarks upon.
 */
const alone = ({ cwd, env }: Place): Place => ({
  cwd,
  env: { ...env, PATH: '', NODE_NO_WARNINGS: '1' },
});
const yo = (args: readonly string[], place: Place, stdin?: 'open'): Promise<Run> =>
  runNode({
    script: installed.yo,
    args: ['dext-timer', ...args],
    place: alone(place),
    ...(stdin && { stdin }),
  });
const command = (args: readonly string[], place: Place): Promise<Run> =>
  runNode({ script: installed.dextTimer, args: ['new', ...args], place });
const typeIntoYo = (steps: readonly Step[], place: Place): Promise<Session> =>
  inTerminal({ script: installed.yo, args: ['dext-timer'], place: alone(place), steps });

/** The same project three ways: flags and typed answers. */
const FLAGS = '--provider hid --vendor-id 0x5AC --product-id 591 --interval 20ms --queue dedicated';
const ANSWERS: readonly Step[] = [
  ["What is the driver's name?", `Acme${KEY.enter}`],
  ["What is the dext's bundle id?", KEY.enter],
  ['What does the driver match?', KEY.down.repeat(4) + KEY.enter],
  ["What is the device's vendor id?", `0x5AC${KEY.enter}`],
  ["What is the device's product id?", `591${KEY.enter}`],
  ["What is the timer's name?", KEY.enter],
  ['How long is it from tick to tick?', `20ms${KEY.enter}`],
  ['How late may a tick be?', KEY.enter],
  ['How often does it fire?', KEY.enter],
  ['On which queue does it tick?', KEY.down + KEY.enter],
  ['Which clock does it follow?', KEY.enter],
  ['Rest the timer', KEY.enter],
  ['Write Acme/?', KEY.enter],
];

describe.concurrent('the project is the same, byte for byte', () => {
  let expected: Map<string, string>;
  beforeAll(async () => {
    const place = folders.place();
    await command(['Acme', '--yes', ...FLAGS.split(' ')], place);
    expected = snapshot(path.join(place.cwd, 'Acme'));
  });

  it('is whole, with dotfiles and executable scripts', () => {
    expect([...expected.keys()]).toEqual(
      expect.arrayContaining(['.gitignore', '.clang-format', '.yo-rc.json', '.github/']),
    );
    expect(expected.get('scripts/build.sh')).toMatch(/^file 755 /);
    expect(expected.get('Driver/AcmeDriver.cpp')).toMatch(/^file 644 /);
  });

  it('from yo with flags, whatever lies about', async () => {
    const place = folders.place();
    const [rc, packageJson] = [
      path.join(place.cwd, '.yo-rc.json'),
      path.join(place.cwd, 'package.json'),
    ];
    writeFileSync(rc, '{ broken');
    writeFileSync(packageJson, '{"name":"somebody"}');
    const own = ['--skip-install', '--no-insight', '--skip-cache', '--no-color'];

    // --yes stands before the name, which stock Yeoman takes for its value.
    const run = await yo([...FLAGS.split(' '), ...own, '--yes', 'Acme'], place);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Acme\/ is written: \d+ files\.\n\nNext:\n {2}cd Acme /);
    expect(run.stdout).not.toContain('package');
    expect(snapshot(path.join(place.cwd, 'Acme'))).toEqual(expected);
    expect(readdirSync(place.cwd).sort()).toEqual(['.yo-rc.json', 'Acme', 'package.json']);
    expect(readFileSync(rc, 'utf8')).toBe('{ broken');
    expect(readFileSync(packageJson, 'utf8')).toBe('{"name":"somebody"}');
  });

  it('from yo in a folder below a .yo-rc.json', async () => {
    const place = folders.place();
    const below = path.join(place.cwd, 'below');
    mkdirSync(below);
    chmodSync(below, 0o777);
    writeFileSync(
      path.join(place.cwd, '.yo-rc.json'),
      '{"generator-dext-timer":{"mode":"one-shot"}}',
    );
    const run = await yo(['Acme', '--yes', ...FLAGS.split(' ')], { ...place, cwd: below });
    expect(run.status).toBe(0);
    expect(snapshot(path.join(below, 'Acme'))).toEqual(expected);
    expect(readdirSync(place.cwd).sort()).toEqual(['.yo-rc.json', 'below']);
  });

  it('from yo with typed answers', async () => {
    const place = folders.place();
    const session = await typeIntoYo(ANSWERS, place);
    expect(session.status).toBe(0);
    expect(session.text).toContain('Acme/ is written');
    expect(snapshot(path.join(place.cwd, 'Acme'))).toEqual(expected);
  });

  it('from the command with typed answers', async () => {
    const place = folders.place();
    const args = ['new'];
    const session = await inTerminal({ script: installed.dextTimer, args, place, steps: ANSWERS });
    expect(session.status).toBe(0);
    expect(snapshot(path.join(place.cwd, 'Acme'))).toEqual(expected);
  });
});

describe.concurrent('yo says what the command says', () => {
  it.each([
    { args: ['Acme', '--yes=false'], status: 2, says: 'There is no terminal to ask on' },
    { args: ['--yes', '--intreval', '5ms'], status: 2, says: 'did you mean --interval?' },
    { args: ['--yes', '007'], status: 2, says: 'Name: "007"' },
    {
      args: ['--yes', '--interval', '5ms', '--interval', '6ms'],
      status: 2,
      says: 'more than once',
    },
    { args: ['--json', '--yes', '--queue', 'main'], status: 2, says: '--queue: "main"' },
    { args: ['--dry-run', 'Acme', '--yes'], status: 0, says: 'Nothing was written (--dry-run).' },
    { args: ['--version'], status: 0, says: '' },
  ])('$args', async ({ args, status, says }) => {
    const place = folders.place();
    const [byYo, byCommand] = await Promise.all([yo(args, place), command(args, place)]);
    expect(byYo).toEqual(byCommand);
    expect(byYo.status).toBe(status);
    if (args.includes('--json')) {
      expect(JSON.parse(byYo.stdout)).toHaveProperty('error.flag', '--queue');
    }
    // One line, without the noise that yo makes of an error.
    expect(byYo.stderr).toMatch(status === 0 ? /^([^\n]+\n)?$/ : /^dext-timer: [^\n]+\n$/);
    expect(byYo.stderr).toContain(says);
    expect(readdirSync(place.cwd)).toEqual([]);
  });

  it('--help shows its own help', async () => {
    expect(await yo(['--help'], folders.place())).toEqual({
      status: 0,
      stdout: helpText({ command: NEW_COMMAND, face: 'yeoman' }),
      stderr: '',
    });
  });
});

describe.concurrent('where stock Yeoman goes wrong', () => {
  it('does not wait on a pipe that stays open', async () => {
    const place = folders.place();
    const run = await yo(['Acme'], place, 'open');
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(
      /^dext-timer: There is no terminal to ask on; give --bundle-id .*\n$/,
    );
    expect(readdirSync(place.cwd)).toEqual([]);
  });

  it('tells a read-only folder in one line', async () => {
    const place = folders.place();
    chmodSync(place.cwd, 0o555);
    const run = await yo(['Acme', '--yes'], place);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/^dext-timer: [^\n]*no permission to write it \(EACCES\)\.\n$/);
    expect(readdirSync(place.cwd)).toEqual([]);
  });

  it('takes Ctrl-C for an answer', async () => {
    const place = folders.place();
    const { status, text } = await typeIntoYo([["What is the driver's name?", KEY.ctrlC]], place);
    expect(status).toBe(130);
    expect(text.trimEnd()).toMatch(/\ndext-timer: Cancelled\. Nothing was written\.$/);
    expect(text).not.toMatch(/Error|ExitPrompt|occured/);
    expect(readdirSync(place.cwd)).toEqual([]);
  });

  it('shows a stack with --debug only', async () => {
    const { stderr } = await yo(['--debug', '--intreval=1'], folders.place());
    expect(stderr).toMatch(/^dext-timer: [^\n]+\nUnknownFlag: .*\n {4}at /s);
  });
});

describe('the package as npm installs it', () => {
  it('has one bin, so that npx finds it by the name of the package', () => {
    const args = ['--no-install', 'generator-dext-timer', '--version'];
    const said = execFileSync('npx', args, { cwd: installed.prefix, encoding: 'utf8' });
    expect(said).toBe(`${version}\n`);
  });

  it('brings no other package', () => {
    const lock = readFileSync(path.join(installed.prefix, 'package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Record<string, Record<string, unknown>> };
    const ours = packages['node_modules/generator-dext-timer'];
    expect(ours).toMatchObject({ bin: { 'dext-timer': 'dist/cli/main.cjs' } });
    expect(ours).not.toHaveProperty('dependencies');
    expect(ours).not.toHaveProperty('hasInstallScript');
  });
});
