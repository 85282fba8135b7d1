import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeMac, fakeMac } from './fake-mac.ts';

let mac: FakeMac;
beforeEach(() => {
  mac = fakeMac();
});
afterEach(() => mac.discard());

const OWN = 'eventMessage CONTAINS "AcmeDriver: "';

/** The one call of `log`, without the command itself. */
function logCall(...args: string[]): string[] {
  const { status, stderr } = mac.run('logs.sh', args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const calls = mac.calls('log');
  expect(calls).toHaveLength(1);
  return calls[0]?.split('\t').slice(1) ?? [];
}

describe('logs.sh', () => {
  it('follows the lines of the driver', () => {
    expect(logCall()).toEqual([
      'stream',
      '--level',
      'debug',
      '--style',
      'compact',
      '--predicate',
      OWN,
    ]);
  });

  it.each([[['--last', '10m']], [['--last=10m']]])('shows the past: %j', (args) => {
    expect(logCall(...args)).toEqual([
      'show',
      '--last',
      '10m',
      '--info',
      '--debug',
      '--style',
      'compact',
      '--predicate',
      OWN,
    ]);
  });

  it('adds what macOS says about the driver', () => {
    const predicate = logCall('--system').at(-1) ?? '';
    expect(predicate.startsWith(`${OWN} OR (process IN {`)).toBe(true);
    for (const part of [
      '"kernelmanagerd"',
      '"sysextd"',
      '"amfid"',
      'CONTAINS "com.example.Acme.driver"',
    ]) {
      expect(predicate).toContain(part);
    }
  });

  it.each([
    [['--last'], '--last needs a time, such as 10m'],
    [['--last', 'soon'], '--last "soon" is no time: a number and m, h or d, such as 10m'],
    [['--last=1m" OR "'], '--last "1m" OR "" is no time: a number and m, h or d, such as 10m'],
    [['--all'], '"--all" is no option'],
  ])('refuses %j', (args, reason) => {
    const { status, stderr } = mac.run('logs.sh', args);
    expect(status).toBe(2);
    expect(stderr).toBe(`logs.sh: ${reason}; see logs.sh --help\n`);
    expect(mac.calls('log')).toEqual([]);
  });
});
