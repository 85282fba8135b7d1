import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECK_COMMAND } from '../../core/options/check-command.ts';
import { helpText } from '../../core/options/help-text.ts';
import type { Run } from '../support/command.ts';
import { inTerminal } from './in-terminal.ts';
import { type Installed, installInto } from './installed.ts';
import { Folders, type Place, runNode } from './processes.ts';

const folders = new Folders();
let installed: Installed;

beforeAll(() => {
  installed = installInto(folders.top);
}, 120_000);

afterAll(() => folders.remove(), 60_000);

/** A project with a source that has nothing to find, one that is no text, and a silencer. */
function project(): Place {
  const place = folders.place({ NODE_NO_WARNINGS: '1' });
  mkdirSync(path.join(place.cwd, 'Driver'));
  writeFileSync(path.join(place.cwd, 'Driver/A.cpp'), 'int a;\n');
  writeFileSync(path.join(place.cwd, 'Driver/B b.cpp'), '\0');
  writeFileSync(path.join(place.cwd, 'C.cpp'), '// dext-timer: alow\nint c;\n');
  return place;
}

/** Without a PATH, `yo` asks no package manager for folders, and we ask no git. */
const yo = (args: readonly string[], { cwd, env }: Place): Promise<Run> =>
  runNode({
    script: installed.yo,
    args: ['dext-timer:check', ...args],
    place: { cwd, env: { ...env, PATH: '' } },
  });
const command = (args: readonly string[], place: Place): Promise<Run> =>
  runNode({ script: installed.dextTimer, args: ['check', ...args], place });

describe.concurrent('yo dext-timer:check says what dext-timer check says', () => {
  it.each([
    { args: [], status: 0, says: '2 warnings in 3 files' },
    { args: ['Driver/A.cpp', '--', 'Driver/B b.cpp'], status: 0, says: '1 warning in 2 files' },
    // What stock Yeoman would take for the value of the flag.
    { args: ['--json', 'Driver/A.cpp'], status: 0, says: '{"findings":[],"files":1}' },
    { args: ['--json=false', 'Driver/A.cpp'], status: 0, says: 'No findings in 1 file.' },
    { args: ['--format', 'github'], status: 0, says: '::warning file=C.cpp,line=1,col=1' },
    { args: ['--max-warnings', '1'], status: 1, says: '2 warnings in 3 files' },
    { args: ['--version'], status: 0, says: '' },
    { args: ['nowhere'], status: 2, says: '"nowhere" does not exist' },
    { args: ['--fix', '--yes'], status: 0, says: 'Nothing was found that --fix can put right.' },
  ])('$args', async ({ args, status, says }) => {
    const place = project();
    const [byYo, byCommand] = await Promise.all([yo(args, place), command(args, place)]);
    expect(byYo).toEqual(byCommand);
    expect(byYo.status).toBe(status);
    expect(byYo.stdout + byYo.stderr).toContain(says);
    expect(readdirSync(place.cwd).sort()).toEqual(['C.cpp', 'Driver']);
  });

  it('--help', async () => {
    expect(await yo(['--help'], folders.place({ NODE_NO_WARNINGS: '1' }))).toEqual({
      status: 0,
      stdout: helpText({ command: CHECK_COMMAND, face: 'yeoman' }),
      stderr: '',
    });
  });
});

describe.concurrent('check in a terminal', () => {
  const inColour = (env: Record<string, string>) => {
    const { cwd, env: all } = project();
    const place = { cwd, env: { ...all, ...env } };
    return inTerminal({ script: installed.dextTimer, args: ['check'], place, steps: [] });
  };

  it('is coloured, and shows the code', async () => {
    const { status, raw, text } = await inColour({});
    expect(raw).toContain('\u001b[33mwarning\u001b[39m');
    expect(text).toContain('  1 | // dext-timer: alow\n    | ^\n');
    expect(status).toBe(0);
  });

  it('is not with NO_COLOR', async () => {
    const { raw } = await inColour({ NO_COLOR: '1' });
    expect(raw).toContain('warning  silencer');
    expect(raw).not.toContain('\u001b[');
  });

  it('says that it is at work where there is much to do, and takes it back', async () => {
    const place = project();
    const much = `${'int a;\n'.repeat(200_000)}`;
    writeFileSync(path.join(place.cwd, 'Much.cpp'), much);
    const args = ['check', '--rule', 'parse'];
    const { raw } = await inTerminal({ script: installed.dextTimer, args, place, steps: [] });
    expect(raw.startsWith('Checking 4 files …\r\u001b[K')).toBe(true);
    const { stderr } = await command(['--rule', 'parse'], place);
    expect(stderr).toBe('');
  });
});
