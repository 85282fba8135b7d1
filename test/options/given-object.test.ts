import { describe, expect, it } from 'vitest';
import { parseGivenObject } from '../../core/options/given-object.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { failureOf } from './command-run.ts';

const given = (values: Record<string, unknown>) =>
  Object.fromEntries(
    parseGivenObject(values, NEW_COMMAND, { runnerFlags: ['skip-install', 'env'] }),
  );

describe('parseGivenObject', () => {
  it.each([
    [
      { interval: '5ms', yes: true },
      { interval: '5ms', yes: 'true' },
    ],
    [{ name: 'Acme' }, { name: 'Acme' }],
    [{ Name: 'Acme' }, { name: 'Acme' }],
    [
      { bundleId: 'a.b.c', 'vendor-id': 0x5ac },
      { bundleId: 'a.b.c', vendorId: '1452' },
    ],
    [
      { yes: false, dryRun: 'true' },
      { yes: 'false', dryRun: 'true' },
    ],
    [{ power: false }, { power: 'false' }],
    [{ noPower: true }, { power: 'false' }],
    [{ 'no-power': false }, { power: 'true' }],
    [{ interval: undefined, leeway: null }, {}],
    [{ skipInstall: true, env: {} }, {}],
  ])('%j', (values, expected) => {
    expect(given(values)).toEqual(expected);
  });

  it.each([
    [
      { intreval: '5ms' },
      '--intreval',
      '"--intreval" is not a known flag; did you mean --interval?',
    ],
    [
      { bundleID: 'a.b.c' },
      '--bundle-i-d',
      '"--bundle-i-d" is not a known flag; did you mean --bundle-id?',
    ],
    [
      { interval: ['5ms', '6ms'] },
      '--interval',
      '--interval is given more than once; give it once.',
    ],
    [
      { 'bundle-id': 'a.b.c', bundleId: 'a.b.c' },
      '--bundle-id',
      '--bundle-id is given more than once; give it once.',
    ],
    [
      { power: true, noPower: true },
      '--no-power',
      '--power and --no-power are both given; give one of them.',
    ],
    [{ mode: {} }, '--mode', '--mode is given as object; give it as text.'],
    [{ yes: 'maybe' }, '--yes', '--yes: "maybe" is neither true nor false.'],
    [{ name: ['A', 'B'] }, 'Name', 'Name is given more than once; give it once.'],
  ])('refuses %j', async (values, flag, message) => {
    expect(await failureOf(() => given(values))).toEqual({
      message,
      flag,
      code: 'usage',
      exitStatus: 2,
    });
  });
});
