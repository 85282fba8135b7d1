import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import Generator from 'yeoman-generator';
import { emptyFolder } from '../support/command.ts';
import { asAny, hosted, ours, runIn, saidIn } from './host.ts';

/** A generator of somebody else that writes in the stock way and makes us part of its work. */
class Host extends Generator {
  async initializing(): Promise<void> {
    await this.composeWith(ours, ['Acme', '--yes'], {});
  }

  writing(): void {
    this.writeDestinationJSON('package.json', { name: 'host' });
    this.writeDestination('host.txt', 'from the host\n');
  }
}

class FailingHost extends Host {
  // Yeoman runs the methods of a generator's own class only.
  override async initializing(): Promise<void> {
    await super.initializing();
  }

  override writing(): void {
    throw new Error('the host failed');
  }
}

describe('beside other generators', () => {
  it('leaves the commit of their files and their install to Yeoman', async () => {
    const run = await runIn(asAny(Host), 'host:app');
    expect(readdirSync(run.cwd).sort()).toEqual(['Acme', 'host.txt', 'package.json']);
    expect(readFileSync(path.join(run.cwd, 'host.txt'), 'utf8')).toBe('from the host\n');
    expect(saidIn(run)).toContain('Changes to package.json were detected.');
  });

  it('writes nothing when one of them fails', async () => {
    await expect(runIn(asAny(FailingHost), 'host:app')).rejects.toThrow('the host failed');
    expect(readdirSync(process.cwd())).toEqual([]);
  });
});

describe('the folder it runs in', () => {
  const yes = (cwd: string) => hosted({ yes: true }, cwd).withArguments(['Acme']);

  it('says nothing of package.json, and leaves it alone', async () => {
    const cwd = emptyFolder();
    writeFileSync(path.join(cwd, 'package.json'), '{"name":"somebody"}');
    const run = await yes(cwd);
    expect(saidIn(run)).not.toContain('package');
    expect(readFileSync(path.join(run.cwd, 'package.json'), 'utf8')).toBe('{"name":"somebody"}');
  });

  it.each([
    [
      'with other answers',
      '{"generator-dext-timer":{"options":{"interval":"5ms"},"interval":"5ms"}}',
    ],
    ['that is broken', '{'],
  ])('takes nothing from a .yo-rc.json %s', async (_kind, text) => {
    const cwd = emptyFolder();
    writeFileSync(path.join(cwd, '.yo-rc.json'), text);
    const run = await yes(cwd);
    const record = readFileSync(path.join(run.cwd, 'Acme/.yo-rc.json'), 'utf8');
    expect(JSON.parse(record)).toMatchObject({
      'generator-dext-timer': { options: { interval: '1s' } },
    });
    expect(readFileSync(path.join(run.cwd, '.yo-rc.json'), 'utf8')).toBe(text);
  });

  it('writes where it is called, not where a .yo-rc.json is above', async () => {
    const top = emptyFolder();
    const below = path.join(top, 'some/where');
    mkdirSync(below, { recursive: true });
    writeFileSync(path.join(top, '.yo-rc.json'), '{}');
    await yes(below);
    expect(readdirSync(below)).toEqual(['Acme']);
    expect(readdirSync(top).sort()).toEqual(['.yo-rc.json', 'some']);
  });

  it('writes to the destination root that the program names', async () => {
    const destinationRoot = emptyFolder();
    const run = await hosted({ yes: true, destinationRoot }).withArguments(['Acme']);
    expect(readdirSync(destinationRoot)).toEqual(['Acme']);
    expect(readdirSync(run.cwd)).toEqual([]);
  });
});
