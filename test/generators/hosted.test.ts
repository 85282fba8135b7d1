import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Duplex, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import Environment from 'yeoman-environment';
import { dextTimer, emptyFolder, snapshot } from '../support/command.ts';
import { hosted, ours, saidIn } from './host.ts';

const FLAGS = ['--provider', 'hid', '--vendor-id', '0x5AC', '--product-id', '591', '--no-power'];
const OPTIONS = { provider: 'hid', vendorId: 0x5ac, 'product-id': '591', power: false };

const here = () => readdirSync(process.cwd());

/** The tree that the command writes for the same options. */
function byCommand(...args: string[]): Map<string, string> {
  const cwd = emptyFolder();
  expect(dextTimer(['new', ...args, '--yes'], { cwd })).toMatchObject({ status: 0 });
  return snapshot(cwd);
}

describe('run by a program', () => {
  it('writes what the command writes, modes and dotfiles included', async () => {
    const run = await hosted({ yes: true, ...OPTIONS }).withArguments(['Acme']);
    expect(snapshot(run.cwd)).toEqual(byCommand('Acme', ...FLAGS));
    expect(existsSync(path.join(run.cwd, 'Acme/.gitignore'))).toBe(true);
    expect(run.askedQuestions).toEqual([]);
  });

  it('asks what is missing, one question at a time, and for a last yes', async () => {
    const run = await hosted({ interval: '20ms' }).withAnswers({
      name: 'Acme',
      bundleId: 'org.acme.driver',
      provider: 'usb-interface',
      vendorId: '1452',
      productId: '0x24F',
      queue: 'dedicated',
      power: false,
    });
    expect(run.askedQuestions.map(({ name }) => name)).toEqual([
      'name',
      'bundleId',
      'provider',
      'vendorId',
      'productId',
      'interfaceNumber',
      'configurationValue',
      'timer',
      'leeway',
      'mode',
      'queue',
      'clock',
      'power',
      'write',
    ]);
    const flags = '--bundle-id org.acme.driver --provider usb-interface --vendor-id 1452';
    const more = '--product-id 0x24F --queue dedicated --no-power --interval 20ms';
    expect(snapshot(run.cwd)).toEqual(byCommand('Acme', ...flags.split(' '), ...more.split(' ')));
  });

  it('validates answers like flags', async () => {
    const run = hosted().withAnswers({ name: '007' });
    await expect(run).rejects.toMatchObject({ message: expect.stringContaining('"007"'), code: 2 });
    expect(here()).toEqual([]);
  });

  it('writes nothing on a no at the end', async () => {
    const run = hosted().withArguments(['Acme']).withAnswers({ write: false });
    await expect(run).rejects.toMatchObject({
      message: 'Cancelled. Nothing was written.',
      code: 130,
    });
    expect(here()).toEqual([]);
  });

  it('writes nothing in a dry run, and shows the tree', async () => {
    const run = await hosted({ yes: true, dryRun: true }).withArguments(['Acme']);
    expect(here()).toEqual([]);
    expect(saidIn(run)).toContain('AcmeDriver.cpp');
  });

  it.each([
    [{ intreval: '5ms' }, [], 'did you mean --interval?'],
    [{}, ['--intreval', '5ms'], 'did you mean --interval?'],
    [{ interval: ['5ms', '6ms'] }, [], '--interval is given more than once'],
    [{}, ['Acme', 'Beta'], '"Beta" is one argument too many'],
  ])('refuses %j %j before it asks', async (options, args, message) => {
    const run = hosted(options).withArguments(args).withAnswers({ name: 'Acme' });
    await expect(run).rejects.toMatchObject({ message: expect.stringContaining(message), code: 2 });
    expect(here()).toEqual([]);
  });

  it('asks about a file that differs, and does as told', async () => {
    const cwd = emptyFolder();
    await hosted({ yes: true }, cwd).withArguments(['Acme']);
    writeFileSync(path.join(cwd, 'Acme/README.md'), 'mine');
    writeFileSync(path.join(cwd, 'Acme/Tests/run.sh'), 'mine');
    const edited = snapshot(cwd);
    const answers = { conflict: 'keep-all', write: true };
    const again = await hosted({}, cwd).withArguments(['Acme']).withAnswers(answers);
    expect(again.askedQuestions.filter(({ name }) => name === 'conflict')).toHaveLength(1);
    expect(snapshot(cwd)).toEqual(edited);
  });

  it('asks no more after a yes to all', async () => {
    const cwd = emptyFolder();
    await hosted({ yes: true }, cwd).withArguments(['Acme']);
    const fresh = snapshot(cwd);
    writeFileSync(path.join(cwd, 'Acme/README.md'), 'mine');
    writeFileSync(path.join(cwd, 'Acme/Tests/run.sh'), 'mine');
    const answers = { conflict: 'overwrite-all', write: true };
    const again = await hosted({}, cwd).withArguments(['Acme']).withAnswers(answers);
    expect(again.askedQuestions.filter(({ name }) => name === 'conflict')).toHaveLength(1);
    expect(snapshot(cwd)).toEqual(fresh);
  });

  it('fails at once where the adapter would wait on a pipe', async () => {
    const cwd = emptyFolder();
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const env = new Environment({
      cwd,
      // A pipe that stays open and never says a thing.
      stdin: new Duplex({ read: () => {}, write: () => {} }) as unknown as NodeJS.ReadStream,
      stdout: nowhere as unknown as NodeJS.WriteStream,
      stderr: nowhere as unknown as NodeJS.WriteStream,
    });
    env.register(ours.Generator, { namespace: 'dext-timer:app', resolved: cwd });
    await expect(env.run('dext-timer')).rejects.toMatchObject({
      message: expect.stringMatching(/no terminal.*Name.*--bundle-id.*--yes/),
      code: 2,
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});
