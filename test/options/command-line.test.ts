import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSwitchedOn, parseCommandLine } from '../../core/options/command-line.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { failureOf } from './command-run.ts';

const given = (...args: string[]) => Object.fromEntries(parseCommandLine(args, NEW_COMMAND));

describe('parseCommandLine', () => {
  it.each([
    [['Acme'], { name: 'Acme' }],
    [['--yes', 'Foo'], { yes: 'true', name: 'Foo' }],
    [['--dry-run', 'Foo'], { dryRun: 'true', name: 'Foo' }],
    [['--yes=false', 'Foo'], { yes: 'false', name: 'Foo' }],
    [['--no-power'], { power: 'false' }],
    [['--power=false'], { power: 'false' }],
    [['--power'], { power: 'true' }],
    [['--interval', '5ms', '--leeway=0'], { interval: '5ms', leeway: '0' }],
    [['--interval='], { interval: '' }],
    [['--bundle-id', 'a=b'], { bundleId: 'a=b' }],
    [
      ['--vendor-id', '007', '--timer', '1.10', '1e3'],
      { vendorId: '007', timer: '1.10', name: '1e3' },
    ],
    [['--interval', '-5ms'], { interval: '-5ms' }],
    [['--json', '--', '--yes'], { json: 'true', name: '--yes' }],
    [[], {}],
  ])('%j', (args, expected) => {
    expect(given(...args)).toEqual(expected);
  });

  it('passes over flags of the program around us', () => {
    const parsed = parseCommandLine(['--skip-install', 'Foo'], NEW_COMMAND, {
      runnerFlags: ['skip-install'],
    });
    expect([...parsed]).toEqual([['name', 'Foo']]);
  });

  it.each([
    [
      ['--intreval', '5ms'],
      '--intreval',
      '"--intreval" is not a known flag; did you mean --interval?',
    ],
    [['--vendor', '1'], '--vendor', '"--vendor" is not a known flag; did you mean --vendor-id?'],
    [['--Yes'], '--Yes', '"--Yes" is not a known flag; did you mean --yes?'],
    [['--no-yes'], '--no-yes', '"--no-yes" is not a known flag; --help shows them all.'],
    [['--no-powr'], '--no-powr', '"--no-powr" is not a known flag; did you mean --no-power?'],
    [
      ['--frobnicate'],
      '--frobnicate',
      '"--frobnicate" is not a known flag; --help shows them all.',
    ],
    [['--__proto__=1'], '--__proto__', '"--__proto__" is not a known flag; --help shows them all.'],
    [['--name', 'Foo'], '--name', '"--name" is not a known flag; write Name without a flag.'],
    [['-h'], '-h', '"-h" is not a known flag; did you mean --help?'],
    [['-yes'], '-yes', '"-yes" is not a known flag; did you mean --yes?'],
    [['--in\nter'], '--in\nter', '"--in\\nter" is not a known flag; --help shows them all.'],
    [
      ['--interval', '1s', '--interval', '1s'],
      '--interval',
      '--interval is given more than once; give it once.',
    ],
    [['--yes', '--yes'], '--yes', '--yes is given more than once; give it once.'],
    [
      ['--power', '--no-power'],
      '--no-power',
      '--power and --no-power are both given; give one of them.',
    ],
    [['--interval'], '--interval', '--interval needs a value: duration, 50us to 86400s.'],
    [['--interval', '--yes'], '--interval', '--interval needs a value: duration, 50us to 86400s.'],
    [['Foo', 'Bar'], 'Name', '"Bar" is one argument too many; only Name is expected.'],
    [['--', 'Foo', '--yes'], 'Name', '"--yes" is one argument too many; only Name is expected.'],
    [['--yes=maybe'], '--yes', '--yes: "maybe" is neither true nor false.'],
    [
      ['--no-power=false'],
      '--no-power',
      '--no-power takes no value; write --power=false or --no-power.',
    ],
  ])('refuses %j', async (args, flag, message) => {
    expect(await failureOf(() => given(...args))).toEqual({
      message,
      flag,
      code: 'usage',
      exitStatus: 2,
    });
  });

  it('keeps every text exactly, in any order, beside any switch', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.startsWith('-'));
    const parts = fc
      .tuple(text, text, text, fc.boolean(), fc.boolean())
      .chain(([name, id, interval, yes, inline]) =>
        fc
          .shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
          .map((order) => ({ name, id, interval, yes, inline, order })),
      );
    fc.assert(
      fc.property(parts, ({ name, id, interval, yes, inline, order }) => {
        const pieces = [
          [name],
          inline ? [`--bundle-id=${id}`] : ['--bundle-id', id],
          ['--interval', interval],
          [yes ? '--yes' : '--yes=false'],
        ];
        expect(given(...order.flatMap((index) => pieces[index] ?? []))).toEqual({
          name,
          bundleId: id,
          interval,
          yes: String(yes),
        });
      }),
    );
  });
});

describe('isSwitchedOn', () => {
  it('sees a switch in a line that is wrong', () => {
    expect(isSwitchedOn(['--intreval', '--json'], 'json')).toBe(true);
    expect(isSwitchedOn(['--json=true'], 'json')).toBe(true);
    expect(isSwitchedOn(['--json=false'], 'json')).toBe(false);
    expect(isSwitchedOn(['--', '--json'], 'json')).toBe(false);
    expect(isSwitchedOn(['--yes'], 'json')).toBe(false);
  });
});
