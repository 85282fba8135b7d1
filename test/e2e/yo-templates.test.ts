import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helpText } from '../../core/options/help-text.ts';
import { TEMPLATES_COMMAND, TEMPLATES_COMMANDS } from '../../core/options/templates-command.ts';
import { type Run, snapshot } from '../support/command.ts';
import { writeFiles } from '../support/templates-command.ts';
import { type Installed, installInto } from './installed.ts';
import { Folders, type Place, runNode } from './processes.ts';

const folders = new Folders();
let installed: Installed;

beforeAll(() => {
  installed = installInto(folders.top);
}, 120_000);

afterAll(() => folders.remove(), 60_000);

/** A pack of one kind of project, with a template that nothing uses and one that is wrong. */
function folderWithPacks(): Place {
  const place = folders.place({ NODE_NO_WARNINGS: '1' });
  const locked = { provider: 'resources', queue: 'default', mode: 'periodic', clock: 'uptime' };
  const manifest = { version: '1.0.0', interface: '1.0', locked: { ...locked, power: true } };
  writeFiles(place.cwd, {
    'good/dext-templates.json': JSON.stringify({ name: 'good', ...manifest }),
    'good/templates/timer/logs.ejs': 'x\n',
    'bad/dext-templates.json': JSON.stringify({ name: 'bad', ...manifest }),
    'bad/templates/project/NOTICE.md.ejs': '<%= it.nmae %>\n',
  });
  return place;
}

/** The same environment for both: what is at hand decides what is checked. */
const alone = ({ cwd, env }: Place): Place => ({ cwd, env: { ...env, PATH: '' } });
const yo = (args: readonly string[], place: Place): Promise<Run> =>
  runNode({ script: installed.yo, args: ['dext-timer:templates', ...args], place: alone(place) });
const command = (args: readonly string[], place: Place): Promise<Run> =>
  runNode({ script: installed.dextTimer, args: ['templates', ...args], place: alone(place) });

describe.concurrent('yo dext-timer:templates does what dext-timer templates does', () => {
  it.each([
    { args: ['list'], status: 0, says: 'timer/log.ejs' },
    {
      args: ['list', '--templates', './good', '--json'],
      status: 0,
      says: '"meant":"timer/log.ejs"',
    },
    // What stock Yeoman would take for the value of the flag.
    { args: ['eject', '--yes', 'hooks/', '--templates', './own'], status: 0, says: 'are in ./own' },
    { args: ['--dry-run', 'eject', 'hooks', '--templates', 'o'], status: 0, says: 'Nothing was' },
    { args: ['check', './good'], status: 0, says: '1 warning in good 1.0.0' },
    { args: ['check', './bad', '--json'], status: 1, says: '"where":"in every project"' },
    { args: [], status: 2, says: 'templates needs to be told what to do' },
    { args: ['lsit', '--json'], status: 2, says: '{"error":{"code":"usage"' },
  ])('$args', async ({ args, status, says }) => {
    const places = [folderWithPacks(), folderWithPacks()] as const;
    const [byYo, byCommand] = await Promise.all([yo(args, places[0]), command(args, places[1])]);
    expect(byYo.stdout.replaceAll(places[0].cwd, places[1].cwd)).toBe(byCommand.stdout);
    expect(byYo.stderr).toBe(byCommand.stderr);
    expect([byYo.status, byCommand.status]).toEqual([status, status]);
    expect(byYo.stdout + byYo.stderr).toContain(says);
    expect(snapshot(places[0].cwd)).toEqual(snapshot(places[1].cwd));
  });

  it.each([
    { args: ['--help'], help: TEMPLATES_COMMAND },
    { args: ['eject', '--help'], help: TEMPLATES_COMMANDS.eject },
  ])('$args', async ({ args, help }) => {
    expect(await yo(args, folders.place({ NODE_NO_WARNINGS: '1' }))).toEqual({
      status: 0,
      stdout: helpText({ command: help, face: 'yeoman' }),
      stderr: '',
    });
  });
});
