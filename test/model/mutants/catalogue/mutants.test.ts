import { beforeAll, describe, expect, it } from 'vitest';
import { checkSyntax } from '../../../support/clang.ts';
import { project } from '../../../support/matrix.ts';
import { rendered } from '../../../support/rendered.ts';
import { scenarioNames } from '../../../support/wasm-model.ts';
import { inCpp } from './mutant.ts';
import { mutants, mutate } from './mutants.ts';

const sources = ['Driver/AcmeDriver.iig', 'Driver/AcmeDriver.cpp'];

describe('each mutant', () => {
  const diagnostics: string[] = [];

  beforeAll(async () => {
    const files: Record<string, string> = {};
    for (const mutant of mutants) {
      const broken = mutate(rendered(project(mutant.options)), mutant);
      for (const path of sources) {
        files[`${mutant.id}/${path}`] = broken.get(path) ?? '';
      }
    }
    const result = await checkSyntax({
      files,
      sources: mutants.map(({ id }) => `${id}/Driver/AcmeDriver.cpp`),
    });
    diagnostics.push(...result.diagnostics.split('\n'));
  }, 300_000);

  it.each(mutants)('$id compiles without a warning', ({ id }) => {
    expect(diagnostics.filter((line) => line.includes(`${id}/Driver/`))).toEqual([]);
  });

  it.each(mutants)('$id names a scenario that there is', ({ expect: { scenario } }) => {
    expect(scenarioNames()).toContain(scenario);
  });
});

describe('the list', () => {
  it('has enough mutants, each with a name and a place of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(24);
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    const edits = mutants.map(({ options, edits }) => ({ options, edits }));
    const text = (value: unknown) =>
      JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part));
    expect(new Set(edits.map(text)).size).toBe(mutants.length);
  });
});

describe('mutate', () => {
  const tree = rendered(project());
  const mutant = (...edits: Parameters<typeof mutate>[1]['edits']) => ({ id: 'trial', edits });

  it('changes the place that it is told to, and nothing else', () => {
    const broken = mutate(
      tree,
      mutant(inCpp('ret = BringUpHardware(provider);', 'ret = 1; // $&')),
    );
    const before = tree.get('Driver/AcmeDriver.cpp')?.split('\n') ?? [];
    const after = broken.get('Driver/AcmeDriver.cpp')?.split('\n') ?? [];
    expect(after.filter((line, index) => line !== before[index])).toEqual(['    ret = 1; // $&']);
    expect(after.length).toBe(before.length);
    expect([...broken.keys()]).toEqual([...tree.keys()]);
    expect(tree.get('Driver/AcmeDriver.cpp')).not.toContain('ret = 1;');
  });

  it('changes the .iig as well, and applies edits in their order', () => {
    const broken = mutate(
      tree,
      mutant(
        { file: 'iig', find: 'void HeartbeatTick() LOCALONLY;', replace: 'void One() LOCALONLY;' },
        { file: 'iig', find: 'void One()', replace: 'void Two()' },
      ),
    );
    expect(broken.get('Driver/AcmeDriver.iig')).toContain('    void Two() LOCALONLY;\n');
    expect(broken.get('Driver/AcmeDriver.cpp')).toBe(tree.get('Driver/AcmeDriver.cpp'));
  });

  it('refuses an edit that matches nowhere or twice', () => {
    expect(() => mutate(tree, mutant(inCpp('no such text', '')))).toThrow(
      'mutant trial: found 0 times, not once, in Driver/AcmeDriver.cpp: no such text',
    );
    expect(() => mutate(tree, mutant(inCpp('ivars->stopping = true;', '')))).toThrow(
      'mutant trial: found 2 times',
    );
  });

  it('refuses a project without a driver', () => {
    expect(() => mutate(new Map(), mutant(inCpp('a', 'b')))).toThrow(
      'one .cpp was expected in Driver/, found: none',
    );
  });
});
