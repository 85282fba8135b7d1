import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { project } from './support/matrix.ts';
import { rendered } from './support/rendered.ts';

const readme = readFileSync('README.md', 'utf8');

describe('the README', () => {
  it('shows code that really comes out', () => {
    const shown = /```cpp\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(shown).toContain('Stop_Impl');
    expect(rendered(project()).get('Driver/AcmeDriver.cpp')).toContain(shown);
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
