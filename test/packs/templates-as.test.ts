import { expect, it } from 'vitest';
import { emptyFolder } from '../support/command.ts';
import { templates } from '../support/templates-command.ts';

it.each([
  [[], 'templates needs to be told what to do; there is: list, eject, check.'],
  [['--jsno'], 'is not a known flag'],
  [['lsit'], '"lsit" is nothing that templates does; did you mean "list"?'],
  [['write'], '"write" is nothing that templates does; there is: list, eject, check.'],
  [['list', 'more'], '"more" is one argument too many'],
  [['list', '--tempaltes', 'a'], 'did you mean --templates?'],
])('refuses %s', async (args, says) => {
  const { status, stderr } = await templates(emptyFolder(), args);
  expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining(says) });
});

it.each([
  [['--help'], /^Usage: dext-timer templates \[list \| eject \| check\] \[options\]\n/],
  [['list', '--help'], /^Usage: dext-timer templates list \[options\]\n/],
  [['--help', 'eject'], /^Usage: dext-timer templates eject \[path…\] \[options\]\n/],
  [['check', '--help'], /^Usage: dext-timer templates check \[pack\] \[options\]\n/],
  [['--version'], /^\d+\.\d+\.\d+\n$/],
])('%s', async (args, says) => {
  const { status, stdout } = await templates(emptyFolder(), args);
  expect(status).toBe(0);
  expect(stdout).toMatch(says);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
