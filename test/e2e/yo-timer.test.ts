import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADD_COMMAND } from '../../core/options/add-command.ts';
import { helpText } from '../../core/options/help-text.ts';
import { type Run, snapshot } from '../support/command.ts';
import { writeFiles, writeLamp } from '../support/lamp.ts';
import { inTerminal, KEY, type Step } from './in-terminal.ts';
import { type Installed, installInto } from './installed.ts';
import { Folders, type Place, runNode } from './processes.ts';

const folders = new Folders();
let installed: Installed;

beforeAll(() => {
  installed = installInto(folders.top);
}, 120_000);

afterAll(() => folders.remove(), 60_000);

/** A project with a driver in a folder of its own. */
function project(): Place {
  const place = folders.place({ NODE_NO_WARNINGS: '1' });
  const folder = path.join(place.cwd, 'My Driver');
  writeLamp(folder);
  for (const name of ['', ...readdirSync(folder)]) {
    chmodSync(path.join(folder, name), name === '' ? 0o777 : 0o666);
  }
  return place;
}

/** Without a PATH, `yo` asks no package manager for folders, and we ask no git. */
const alone = ({ cwd, env }: Place): Place => ({ cwd, env: { ...env, PATH: '' } });
const yo = (args: readonly string[], place: Place, stdin?: 'open'): Promise<Run> =>
  runNode({
    script: installed.yo,
    args: ['dext-timer:timer', ...args],
    place: alone(place),
    ...(stdin && { stdin }),
  });
const command = (args: readonly string[], place: Place): Promise<Run> =>
  runNode({ script: installed.dextTimer, args: ['add', ...args], place });

const FLAGS = ['--interval', '20ms', '--queue', 'dedicated'];
const ANSWERS: readonly Step[] = [
  ["What is the timer's name?", `Poll${KEY.enter}`],
  ['How long is it from tick to tick?', `20ms${KEY.enter}`],
  ['How late may a tick be?', KEY.enter],
  ['How often does it fire?', KEY.enter],
  ['On which queue does it tick?', KEY.down + KEY.enter],
  ['Which clock does it follow?', KEY.enter],
  ['Add Poll to Lamp?', KEY.enter],
];

describe.concurrent('the driver is the same, byte for byte', () => {
  let expected: Map<string, string>;
  beforeAll(async () => {
    const place = project();
    const untouched = snapshot(place.cwd);
    const run = await command(['Poll', '--yes', ...FLAGS], place);
    expect(run).toMatchObject({ status: 0 });
    expected = snapshot(place.cwd);
    expect(expected).not.toEqual(untouched);
    const source = readFileSync(path.join(place.cwd, 'My Driver/Lamp.cpp'), 'utf8');
    expect(source).toContain('void Lamp::PollTick()');
  });

  it('from yo with flags, whatever lies about', async () => {
    const place = project();
    const rc = { '.yo-rc.json': '{ broken', 'package.json': '{"name":"somebody"}' };
    writeFiles(place.cwd, rc);
    const own = ['--skip-install', '--no-insight', '--skip-cache', '--no-color'];
    const run = await yo([...FLAGS, ...own, '--yes', 'Poll'], place);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^Poll is added to Lamp:\n/);
    const after = snapshot(place.cwd);
    for (const [file, content] of Object.entries(rc)) {
      expect(readFileSync(path.join(place.cwd, file), 'utf8')).toBe(content);
      after.delete(file);
    }
    expect(after).toEqual(expected);
  });

  it('from yo with typed answers', async () => {
    const place = project();
    const session = await inTerminal({
      script: installed.yo,
      args: ['dext-timer:timer'],
      place: alone(place),
      steps: ANSWERS,
    });
    expect(session.status).toBe(0);
    expect(session.text).toContain('Poll is added to Lamp:');
    expect(snapshot(place.cwd)).toEqual(expected);
  });

  it('from the command with typed answers, and the patch is shown in colour', async () => {
    const place = project();
    const session = await inTerminal({
      script: installed.dextTimer,
      args: ['add'],
      place,
      steps: ANSWERS,
    });
    expect(session.status).toBe(0);
    expect(session.raw).toContain('\u001b[32m+void Lamp::PollTick()\u001b[39m');
    expect(snapshot(place.cwd)).toEqual(expected);
  });
});

describe.concurrent('yo says what the command says', () => {
  it.each([
    { args: ['Poll', '--yes', '--dry-run'], status: 0, says: '+void Lamp::PollTick()' },
    { args: ['--yes', '--manual', 'Poll'], status: 0, says: 'Nothing was written (--manual).' },
    { args: ['--json', '--yes', '--dry-run'], status: 0, says: '"action":"change"' },
    { args: ['Poll', '--yes=false'], status: 2, says: 'There is no terminal to ask on' },
    { args: ['--yes', '--intreval', '5ms'], status: 2, says: 'did you mean --interval?' },
    { args: ['--yes', '007'], status: 2, says: '--timer: "007"' },
    { args: ['--json', '--yes', '--queue', 'main'], status: 2, says: '--queue: \\"main\\"' },
    { args: ['Poll', '--yes', '--class', 'Lump'], status: 1, says: 'did you mean Lamp?' },
    { args: ['Poll', '--yes', '--project', 'no'], status: 2, says: '"no" does not exist' },
    { args: ['--version'], status: 0, says: '' },
  ])('$args', async ({ args, status, says }) => {
    const place = project();
    const before = snapshot(place.cwd);
    const [byYo, byCommand] = await Promise.all([yo(args, place), command(args, place)]);
    expect(byYo).toEqual(byCommand);
    expect(byYo.status).toBe(status);
    expect(byYo.stdout + byYo.stderr).toContain(says);
    expect(snapshot(place.cwd)).toEqual(before);
  });

  it('--help', async () => {
    expect(await yo(['--help'], folders.place({ NODE_NO_WARNINGS: '1' }))).toEqual({
      status: 0,
      stdout: helpText({ command: ADD_COMMAND, face: 'yeoman' }),
      stderr: '',
    });
  });
});

describe.concurrent('nothing is written', () => {
  it('where yo waits on a pipe that stays open', async () => {
    const place = project();
    const before = snapshot(place.cwd);
    const run = await yo(['Poll'], place, 'open');
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/dext-timer: There is no terminal to ask on; give --interval .*\n$/);
    expect(snapshot(place.cwd)).toEqual(before);
  });

  it.each(['yo', 'dextTimer'] as const)(
    'on Ctrl-C, at the first question or the last: %s',
    async (face) => {
      const args = face === 'yo' ? ['dext-timer:timer'] : ['add'];
      for (const count of [1, ANSWERS.length]) {
        const place = project();
        const before = snapshot(place.cwd);
        const steps = ANSWERS.slice(0, count).map(
          ([seen, typed], index): Step => [seen, index === count - 1 ? KEY.ctrlC : typed],
        );
        const at = { script: installed[face], args, place: alone(place), steps };
        const { status, text } = await inTerminal(at);
        expect(status).toBe(130);
        expect(text.trimEnd()).toMatch(/\ndext-timer: Cancelled\. Nothing was written\.$/);
        expect(snapshot(place.cwd)).toEqual(before);
      }
    },
  );

  it.each(['yo', 'command'] as const)('in a folder that is read-only: %s', async (face) => {
    const place = project();
    for (const folder of [place.cwd, path.join(place.cwd, 'My Driver')]) {
      chmodSync(folder, 0o555);
    }
    const before = snapshot(place.cwd);
    const run = await (face === 'yo' ? yo : command)(['Poll', '--yes'], place);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/\ndext-timer: [^\n]*no permission to write it \(EACCES\)\.\n$/);
    expect(snapshot(place.cwd)).toEqual(before);
  });

  it('to a file that its owner has protected', async () => {
    const place = project();
    chmodSync(path.join(place.cwd, 'My Driver/Lamp.iig'), 0o444);
    const before = snapshot(place.cwd);
    const run = await command(['Poll', '--yes'], place);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toContain('Cannot write "My Driver/Lamp.iig": no permission');
    expect(snapshot(place.cwd)).toEqual(before);
  });
});
