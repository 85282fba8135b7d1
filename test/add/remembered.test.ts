import { expect, it } from 'vitest';
import { remembered } from '../../core/add/remembered.ts';
import { toRecord } from '../../core/options/record.ts';
import { emptyFolder } from '../support/command.ts';
import { writeFiles } from '../support/lamp.ts';
import { project, timer } from '../support/matrix.ts';

function of(content: unknown) {
  const cwd = emptyFolder();
  writeFiles(cwd, {
    '.yo-rc.json': typeof content === 'string' ? content : JSON.stringify(content),
  });
  const { defaults, notes } = remembered([`${cwd}/Driver`, cwd], cwd);
  return { defaults: Object.fromEntries(defaults), notes };
}

const ours = (options: unknown) => ({ 'generator-dext-timer': { version: '1', options } });

it('what new has written is read back, but not the name', () => {
  const timers = [timer({ interval: 20_000_000n, leeway: 0n, queue: 'dedicated' })];
  expect(of(ours(toRecord(project({ timers }))))).toEqual({
    defaults: {
      interval: '20ms',
      leeway: '0s',
      mode: 'periodic',
      queue: 'dedicated',
      clock: 'uptime',
    },
    notes: [],
  });
});

it.each([[{}], [[]], [null], [ours(null)], [ours([])], [{ 'generator-x': { options: {} } }]])(
  '%j says nothing',
  (content) => {
    expect(of(content)).toEqual({ defaults: {}, notes: [] });
  },
);

it('what cannot be used is left out with a note', () => {
  expect(of('{ broken')).toEqual({
    defaults: {},
    notes: ['.yo-rc.json is no JSON; its defaults are not used.'],
  });
  expect(of(ours({ interval: 5, mode: 'repeating', clock: 'monotonic' }))).toEqual({
    defaults: { clock: 'monotonic' },
    notes: [
      '"interval" in .yo-rc.json is not used: it is not text.',
      '"mode" in .yo-rc.json is not used: "repeating" is not one of periodic, one-shot.',
    ],
  });
});
