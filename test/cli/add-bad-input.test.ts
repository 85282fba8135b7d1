import { describe, expect, it } from 'vitest';
import { dextTimer, emptyFolder, snapshot } from '../support/command.ts';
import { writeFiles, writeLamp } from '../support/lamp.ts';

/** What a person typed behind `add`, and what has to be in the one line that answers. */
const wrong: readonly (readonly [args: readonly string[], ...parts: string[]])[] = [
  // Flags
  [['--intreval', '5ms'], '"--intreval" is not a known flag', 'did you mean --interval?'],
  [['--proj', '.'], 'did you mean --project?'],
  [['--clas', 'Lamp'], 'did you mean --class?'],
  [['--timer', 'poll'], '--timer: "poll" is not an UpperCamelCase name'],
  [['Poll', '--timer', 'Poll'], 'TimerName and --timer are both given; give one of them.'],
  [['--timer', 'Poll', 'Poll'], '--timer and TimerName are both given; give one of them.'],
  [['--power'], '"--power" is not a known flag'],
  [['--provider', 'pci'], '"--provider" is not a known flag'],
  [['--no-manual'], '"--no-manual" is not a known flag'],
  [['-y'], '"-y" is not a known flag'],
  [['Poll', 'Blink'], '"Blink" is one argument too many; only TimerName is expected.'],
  [['--interval', '1s', '--interval', '2s'], '--interval is given more than once'],
  [['--class', 'Lamp', '--class', 'Lamp'], '--class is given more than once'],
  [['--manual=maybe'], '--manual: "maybe" is neither true nor false.'],
  [['--project'], '--project needs a value: an existing folder.'],
  [['--class', '--yes'], '--class needs a value: the name of a class in an .iig file.'],
  [['--mode'], '--mode needs a value: periodic | one-shot.'],
  // Values
  [['poll'], '--timer: "poll" is not an UpperCamelCase name'],
  [['Poll now'], '--timer: "Poll now" is not an UpperCamelCase name'],
  [[''], '--timer: "" is not an UpperCamelCase name'],
  [['DEBUG'], '--timer: "DEBUG" is a macro of iig, the C headers or the build'],
  [['Start'], '--timer: "Start" is a name that DriverKit has already'],
  [['IOPoll'], '--timer: "IOPoll" looks like a name of DriverKit'],
  [['X'.repeat(65)], 'is too long; a name has at most 64 characters.'],
  [['\u001b[2J'], '--timer: "\\u001b[2J" is not'],
  [['--interval', '1'], '--interval: "1" is not a duration'],
  [['--interval', '1ns'], '--interval: "1ns" is too short'],
  [['--interval', '10ms', '--leeway', '11ms'], '--leeway: "11ms" is longer than the interval'],
  [['--mode', 'repeating'], '--mode: "repeating" is not one of periodic, one-shot.'],
  [['--queue', 'own'], '--queue: "own" is not one of default, dedicated.'],
  [['--clock', 'uptim'], '--clock: "uptim"', 'Did you mean uptime?'],
  [['--class', 'Lamp::Stop'], '--class: "Lamp::Stop" is not the name of a class.'],
  [['--class', ''], '--class: "" is not the name of a class.'],
  [['--project', ''], '--project: "" is not a folder.'],
  [['--project', 'no where'], '--project: "no where" does not exist; give the folder'],
  [['--project', 'Lamp.iig'], '--project: "Lamp.iig" is not a folder'],
  [['--project', 'Lamp.iig/x'], '--project: "Lamp.iig/x" does not exist'],
  // Questions without a terminal
  [[], 'There is no terminal to ask on; give --timer', '--interval (duration', '--yes'],
  [['Poll', '--interval', '1s'], 'give --leeway (duration, 0 to the interval), --mode'],
  [['Poll', '--dry-run'], 'There is no terminal to ask on'],
  [
    'Poll --interval 1s --leeway 0 --mode periodic --queue default --clock uptime'.split(' '),
    'Nobody can be asked without a terminal: pass --yes to write, or --dry-run to look.',
  ],
];

const rows = wrong.map(([args, ...parts]) => ({ title: JSON.stringify(args), args, parts }));

function folder(): string {
  const cwd = emptyFolder();
  writeLamp(cwd);
  return cwd;
}

describe('a fault of the command line is one line that names it, status 2', () => {
  it.each(rows)('$title', ({ args, parts }) => {
    const cwd = folder();
    const before = snapshot(cwd);
    const { status, stdout, stderr } = dextTimer(['add', ...args], { cwd });
    expect(stdout).toBe('');
    // The class that was found is told before anything is asked.
    expect(stderr).toMatch(/^(The driver class is [^\n]+\n)?dext-timer: [^\n]+\n$/);
    for (const part of parts) {
      expect(stderr).toContain(part);
    }
    expect(status).toBe(2);
    expect(snapshot(cwd)).toEqual(before);
  });

  it.each(rows)('$title says the same with --json', ({ args, parts }) => {
    const { status, stdout } = dextTimer(['add', '--json', ...args], { cwd: folder() });
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    expect(error.code).toMatch(/^(usage|no-terminal)$/);
    for (const part of parts) {
      expect(error.message).toContain(part);
    }
    expect(status).toBe(2);
  });
});

/** Faults of the project: what is in the folder, what was typed, what the one line has in it. */
const refused: readonly (readonly [
  title: string,
  files: Readonly<Record<string, string | Buffer>>,
  args: readonly string[],
  ...parts: string[],
])[] = [
  ['no source', {}, [], 'There is no .iig file here or in a project above'],
  ['no .iig', { 'A.cpp': 'int a;\n' }, [], 'so this is no DriverKit driver'],
  ['none in --project', { 'A/A.cpp': '' }, ['--project', 'A'], 'There is no .iig file in "A"'],
  ['an .iig without a class', { 'A.iig': '' }, [], 'no class was found in them'],
  [
    'no service',
    { 'A.iig': 'class A : public OSObject\n{\n};\n' },
    [],
    'No class in the .iig files here is a service of DriverKit',
    '(there is: A)',
  ],
  ['no such class', {}, ['--class', 'Lump', '--project', 'own'], 'did you mean Lamp?'],
  ['nothing alike', {}, ['--class', 'Acme', '--project', 'own'], 'there is: Lamp.'],
  [
    'a class that is no service',
    { 'own/A.iig': 'class A : public OSObject\n{\n};\n' },
    ['--class', 'A', '--project', 'own'],
    'A (own/A.iig) is no service of DriverKit',
  ],
];

describe('a fault of the project is one line that names it, status 1', () => {
  it.each(refused.map(([title, files, args, ...parts]) => ({ title, files, args, parts })))(
    '$title',
    ({ files, args, parts }) => {
      const cwd = emptyFolder();
      if (args.includes('own')) writeLamp(`${cwd}/own`);
      writeFiles(cwd, files);
      const before = snapshot(cwd);
      const line = ['add', 'Poll', '--yes', ...args];
      const plain = dextTimer(line, { cwd });
      const json = dextTimer([...line, '--json'], { cwd });
      expect(plain).toMatchObject({ status: 1, stdout: '' });
      expect(plain.stderr).toMatch(/^dext-timer: [^\n]+\n$/);
      const { error } = JSON.parse(json.stdout) as { error: { message: string } };
      for (const part of parts) {
        expect(plain.stderr).toContain(part);
        expect(error.message).toContain(part);
      }
      expect(snapshot(cwd)).toEqual(before);
    },
  );
});
