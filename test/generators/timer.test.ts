import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import helpers from 'yeoman-test';
import TimerGenerator from '../../generators/timer/index.ts';
import { emptyFolder, snapshot } from '../support/command.ts';
import { writeLamp } from '../support/lamp.ts';
import { asAny, saidIn } from './host.ts';

/** A folder with a driver, and a run of the generator by a program in it. */
function hosted(options: Record<string, unknown>, answers: Record<string, unknown> = {}) {
  const cwd = emptyFolder();
  writeLamp(cwd);
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  const resolved = fileURLToPath(new URL('../../generators/timer/index.ts', import.meta.url));
  const settings = { namespace: 'dext-timer:timer', resolved, autoCleanup: false };
  const all: object = { force: false, ...options };
  const run = helpers
    .create(asAny(TimerGenerator), settings)
    .cd(cwd)
    .withOptions(all)
    .withAnswers(answers);
  return { cwd, run };
}

it('a program adds a timer by options, or by answers', async () => {
  const byOptions = hosted({ timer: 'Poll', interval: '20ms', yes: true });
  expect(saidIn(await byOptions.run)).toContain('Poll is added to Lamp:');
  const source = readFileSync(path.join(byOptions.cwd, 'Lamp.cpp'), 'utf8');
  expect(source).toContain("kPollIntervalNs = 20'000'000;");
  const byAnswers = hosted({}, { timer: 'Poll', interval: '20ms', write: true });
  await byAnswers.run;
  expect(snapshot(byAnswers.cwd)).toEqual(snapshot(byOptions.cwd));
});

it('a program gets the exit status as the code of the error', async () => {
  const { cwd, run } = hosted({ timer: 'Poll', yes: true, class: 'Lump' });
  const before = snapshot(cwd);
  await expect(run).rejects.toMatchObject({
    code: 1,
    message: expect.stringContaining('did you mean Lamp?'),
  });
  expect(snapshot(cwd)).toEqual(before);
  await expect(hosted({ timer: 'poll', yes: true }).run).rejects.toMatchObject({ code: 2 });
});
