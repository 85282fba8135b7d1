import { describe, expect, it } from 'vitest';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { givenByHost } from '../../generators/shared/given-by-host.ts';

const given = (options: Record<string, unknown>, ...args: string[]) =>
  Object.fromEntries(givenByHost({ args, options, command: NEW_COMMAND }));

describe('givenByHost', () => {
  it('reads arguments and options together', () => {
    expect(given({ interval: '5ms' }, '--yes', 'Acme')).toEqual({
      name: 'Acme',
      yes: 'true',
      interval: '5ms',
    });
  });

  it('lets the arguments win', () => {
    expect(given({ interval: '5ms', name: 'Beta' }, 'Acme', '--interval', '7ms')).toEqual({
      name: 'Acme',
      interval: '7ms',
    });
  });

  it('takes the two spellings of one option for one', () => {
    expect(given({ dryRun: true, 'dry-run': true })).toEqual({ dryRun: 'true' });
  });

  it('refuses two spellings that disagree', () => {
    expect(() => given({ bundleId: 'a.b.c', 'bundle-id': 'x.y.z' })).toThrow(
      '--bundle-id is given more than once',
    );
  });

  it('passes over what belongs to the environment', () => {
    const environment = {
      env: {},
      resolved: '/x/index.js',
      namespace: 'dext-timer:app',
      _meta: {},
      sharedData: {},
      forwardErrorToEnvironment: false,
      skipLocalCache: true,
      skipInstall: true,
      destinationRoot: '/x',
      localConfigOnly: true,
    };
    expect(given(environment, '--skip-install', '--no-color', 'Acme')).toEqual({ name: 'Acme' });
  });

  it('refuses what nobody knows', () => {
    expect(() => given({ intreval: '5ms' })).toThrow('did you mean --interval?');
    expect(() => given({}, '--intreval', '5ms')).toThrow('did you mean --interval?');
  });
});
