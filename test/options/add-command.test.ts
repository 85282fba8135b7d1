import { describe, expect, it } from 'vitest';
import { ADD_COMMAND } from '../../core/options/add-command.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { parseGivenObject } from '../../core/options/given-object.ts';
import { helpText } from '../../core/options/help-text.ts';
import { readGivenPlace, resolveAddedTimer } from '../../core/options/resolve-add.ts';
import { NO_TEAM } from '../../core/options/team-options.ts';
import { failureOf, person } from './command-run.ts';

const given = (...args: string[]) => parseCommandLine(args, ADD_COMMAND);

/** The timer of a command line, with --yes unless a person sits there. */
async function timerOf(
  args: readonly string[],
  defaults: Readonly<Record<string, string>> = {},
  somebody?: ReturnType<typeof person>,
) {
  const nobody = { canAsk: false, ask: () => Promise.reject(new Error('asked')) };
  const { timer } = await resolveAddedTimer({
    sources: { given: given(...args), yes: !somebody, folderName: 'x', ...(somebody ?? nobody) },
    team: { ...NO_TEAM, defaults: new Map(Object.entries(defaults)) },
  });
  return timer;
}

describe('the timer of add', () => {
  it('has the defaults of new', async () => {
    expect(await timerOf([])).toEqual({
      name: 'Heartbeat',
      interval: 1_000_000_000n,
      leeway: 100_000_000n,
      mode: 'periodic',
      queue: 'default',
      clock: 'uptime',
    });
  });

  it('is what the line says', async () => {
    const line = 'Poll --interval 20ms --leeway 0 --mode one-shot --queue dedicated';
    expect(await timerOf([...line.split(' '), '--clock=monotonic'])).toEqual({
      name: 'Poll',
      interval: 20_000_000n,
      leeway: 0n,
      mode: 'one-shot',
      queue: 'dedicated',
      clock: 'monotonic',
    });
  });

  it('takes the defaults that the project remembers', async () => {
    const defaults = { interval: '20ms', leeway: '1ms', queue: 'dedicated' };
    expect(await timerOf(['Poll'], defaults)).toMatchObject({
      interval: 20_000_000n,
      leeway: 1_000_000n,
      queue: 'dedicated',
      mode: 'periodic',
    });
  });

  it('takes no leeway that was chosen for another interval', async () => {
    const defaults = { interval: '1s', leeway: '500ms' };
    for (const interval of ['20ms', '2s']) {
      const timer = await timerOf(['--interval', interval], defaults);
      expect(timer.leeway).toBe(timer.interval / 10n);
    }
  });

  it('is asked for, in order, with the defaults that the project remembers', async () => {
    const somebody = person({ timer: 'Poll', interval: '3s' });
    const timer = await timerOf(['--clock', 'uptime'], { mode: 'one-shot' }, somebody);
    const names = somebody.asked.map((question) => question.name);
    expect(names).toEqual(['timer', 'interval', 'leeway', 'mode', 'queue']);
    expect(somebody.asked[3]).toMatchObject({ type: 'select', default: 'one-shot' });
    expect(timer).toMatchObject({ name: 'Poll', leeway: 300_000_000n, mode: 'one-shot' });
  });

  it('is missing where nobody can be asked', async () => {
    const canAsk = { ...person(), canAsk: false };
    expect(await failureOf(() => timerOf(['--interval', '1s'], {}, canAsk))).toEqual({
      message: expect.stringContaining('give --timer (UpperCamelCase'),
      flag: '--timer',
      code: 'no-terminal',
      exitStatus: 2,
    });
  });
});

it('the place of add may be given, also by a program', () => {
  expect(readGivenPlace(given())).toEqual({ project: null, className: null });
  const place = { project: 'my driver', className: 'Acme_Driver' };
  expect(readGivenPlace(given('--project', 'my driver', '--class=Acme_Driver'))).toEqual(place);
  const object = { timer: 'Poll', project: 'my driver', class: 'Acme_Driver' };
  expect(readGivenPlace(parseGivenObject(object, ADD_COMMAND))).toEqual(place);
});

describe.each(['command', 'yeoman'] as const)('help of the face %s', (face) => {
  const help = helpText({ command: ADD_COMMAND, face });
  const lines = help.split('\n');
  const start = ADD_COMMAND.invocation[face];

  it('fits into 80 columns and shows how it is started', () => {
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(lines[0]).toBe(`Usage: ${start} [TimerName] [options]`);
  });

  it('has every flag of the interface, each once, and none of new', () => {
    for (const flag of [
      ...['--timer', '--interval', '--leeway', '--mode', '--queue', '--clock', '--project'],
      ...[
        '--class',
        '--templates',
        '--trust',
        '--yes',
        '--dry-run',
        '--manual',
        '--force',
        '--json',
        '--debug',
        '--help',
      ],
      '--version',
    ]) {
      expect(
        lines.filter((line) => line.startsWith(`  ${flag} `)),
        flag,
      ).toHaveLength(1);
    }
    expect(help).not.toMatch(/--power|--provider/);
  });

  it('has examples that work', async () => {
    const examples = lines.filter((line) => line.startsWith(`  ${start} `));
    expect(examples).toHaveLength(3);
    for (const example of examples) {
      const args = example.trim().slice(start.length + 1);
      await timerOf(args.split(' '));
    }
  });
});
