import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import helpers from 'yeoman-test';
import TemplatesGenerator from '../../generators/templates/index.ts';
import { emptyFolder, snapshot } from '../support/command.ts';
import { asAny, saidIn } from './host.ts';

/** Prepares a run of the generator by a program. */
function hosted(
  cwd: string,
  args: readonly string[],
  options: Record<string, unknown> = {},
  answers: Record<string, unknown> = {},
) {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  const resolved = fileURLToPath(new URL('../../generators/templates/index.ts', import.meta.url));
  const settings = { namespace: 'dext-timer:templates', resolved, autoCleanup: false };
  const all: object = { force: false, ...options };
  return helpers
    .create(asAny(TemplatesGenerator), settings)
    .cd(cwd)
    .withOptions(all)
    .withArguments([...args])
    .withAnswers(answers);
}

it('a program lists and ejects', async () => {
  const cwd = emptyFolder();
  expect(saidIn(await hosted(cwd, ['list']))).toContain('timer/log.ejs');
  const args = ['eject', 'timer/log.ejs'];
  const said = saidIn(await hosted(cwd, args, { templates: 'acme', yes: true }));
  expect(said).toContain('1 template is in ./acme');
  const other = emptyFolder();
  await hosted(other, args, { templates: 'acme' }, { write: true });
  expect(snapshot(other)).toEqual(snapshot(cwd));
  const listed = saidIn(await hosted(cwd, ['list'], { templates: './acme', json: true }));
  const { packs } = JSON.parse(listed.slice(listed.indexOf('{"packs"'))) as { packs: unknown[] };
  expect(packs).toHaveLength(1);
});

it('a program gets the exit status as the code of the error', async () => {
  const cwd = emptyFolder();
  await expect(hosted(cwd, [])).rejects.toMatchObject({ code: 2 });
  await expect(hosted(cwd, ['lsit'])).rejects.toMatchObject({
    code: 2,
    message: expect.stringContaining('did you mean "list"?'),
  });
  await expect(hosted(cwd, ['list'], { templates: './nowhere' })).rejects.toMatchObject({
    code: 1,
  });
  expect(existsSync(path.join(cwd, 'acme'))).toBe(false);
});
