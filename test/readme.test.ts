import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigReader } from '../core/check/config/config-reader.ts';
import { silencersIn } from '../core/check/silencer.ts';
import { ADD_COMMAND } from '../core/options/add-command.ts';
import { CHECK_COMMAND } from '../core/options/check-command.ts';
import { parseCommandLine } from '../core/options/command-line.ts';
import { readGivenPlace } from '../core/options/resolve-add.ts';
import { project } from './support/matrix.ts';
import { rendered } from './support/rendered.ts';

const readme = readFileSync('README.md', 'utf8');

describe('the README', () => {
  it('shows code that really comes out', () => {
    const shown = /```cpp\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(shown).toContain('Stop_Impl');
    expect(rendered(project()).get('Driver/AcmeDriver.cpp')).toContain(shown);
  });

  it('shows a configuration and silencers that are understood', () => {
    const text = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const ids = ['DK04', 'DK07', 'DK24', 'DK25'];
    const config = new ConfigReader({ place: '/x', path: 'x', text }, ids).read(null);
    expect([...config.rules.keys()]).toEqual(['DK24', 'DK07']);
    const code = [...readme.matchAll(/```cpp\n([\s\S]*?)```/g)].map((match) => match[1]).join('');
    const silencers = silencersIn({ path: 'x', text: code });
    expect(silencers.map((it) => [it.ids, it.isGarbled, it.reason !== ''])).toEqual([
      [['DK04'], false, true],
      [['DK24', 'DK25'], false, true],
    ]);
  });

  it('shows command lines of check that are right', () => {
    const lines = [...readme.matchAll(/(?:^|`)dext-timer check ([^`\n]*)/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(() => parseCommandLine(line.split(' ').filter(Boolean), CHECK_COMMAND)).not.toThrow();
    }
  });

  it('shows command lines of add that are right', () => {
    const lines = [...readme.matchAll(/(?:^|`)dext-timer add ([^`\n]*)/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      const given = parseCommandLine(line.split(' ').filter(Boolean), ADD_COMMAND);
      expect(() => readGivenPlace(given)).not.toThrow();
    }
  });

  it('shows commands that zsh takes as they are pasted: to it, a # in a line is a word', () => {
    const files = ['README.md', 'docs/templates.md', 'docs/rules.md', 'docs/architecture.md'];
    const blocks = files.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/```(?:sh|console)\n([\s\S]*?)```/g),
    ]);
    expect(blocks.length).toBeGreaterThan(10);
    const commented = blocks.filter(([, text]) => /(?:^|\s)#(?!!)/m.test(text ?? ''));
    expect(commented.map(([, text]) => text)).toEqual([]);
  });

  it('names the test command that CI runs', () => {
    const commands = [...readme.matchAll(/```sh\n(npm ci && .*)\n```/g)].map((match) => match[1]);
    expect(commands).toEqual(['npm ci && npm start', 'npm ci && npm test']);
    expect(readFileSync('.ci/run', 'utf8').trimEnd().split('\n').at(-1)).toBe(commands[1]);
  });

  it('names only scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const named = [...readme.matchAll(/`npm run ([\w:]+)`/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) {
      expect(scripts).toHaveProperty([name]);
    }
  });
});
