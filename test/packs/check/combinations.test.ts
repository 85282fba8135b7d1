import { describe, expect, it } from 'vitest';
import { type Combination, combinationsOf } from '../../../core/packs/check/combinations.ts';
import { namedOnLine, openTeam } from '../../../core/packs/open-team.ts';
import { emptyFolder } from '../../support/command.ts';
import { manifestText, writeFiles } from '../../support/templates-command.ts';

async function combinations(manifest: object): Promise<readonly Combination[]> {
  const cwd = emptyFolder();
  writeFiles(cwd, { 'acme/dext-templates.json': manifestText(manifest) });
  const team = openTeam({ reference: namedOnLine('./acme', cwd), cwd });
  if (!team) {
    throw new Error('no team');
  }
  return combinationsOf(team);
}

function valuesOf(all: readonly Combination[], key: string): string[] {
  return [...new Set(all.map((it) => it.facets.get(key) ?? ''))].sort();
}

const ask = (more: object) => ({ name: 'team', message: 'Team?', ...more });

describe('the combinations that a pack is tried with', () => {
  it('are all of ours, each once', async () => {
    const all = await combinations({});
    expect(all).toHaveLength(5 * 2 * 2 * 2 * 2);
    expect(new Set(all.map((it) => JSON.stringify([...it.facets]))).size).toBe(80);
    expect(all.filter((it) => it.options.provider !== 'resources' && !it.options.vendorId)).toEqual(
      [],
    );
  });

  it('keep what is locked, and take the defaults of the pack', async () => {
    const locked = { provider: 'pci', queue: 'dedicated', 'vendor-id': '0x1234' };
    const defaults = { 'bundle-id': 'com.acme.[name].dext', clock: 'monotonic' };
    const all = await combinations({ locked, defaults });
    expect(all).toHaveLength(2 * 2 * 2);
    expect(new Set(all.map((it) => it.options.vendorId))).toEqual(new Set([0x1234]));
    expect(all[0]?.options.bundleId).toBe('com.acme.Specimen.dext');
    expect(valuesOf(all, 'clock')).toEqual(['monotonic', 'uptime']);
  });

  it.each([
    [ask({ type: 'confirm' }), ['false', 'true']],
    [ask({ type: 'confirm', default: true }), ['false', 'true']],
    [ask({ type: 'select', choices: ['a', 'b', 'c'] }), ['a', 'b', 'c']],
    [ask({ type: 'checkbox', choices: ['a', 'b'] }), ['', 'a', 'a,b', 'b']],
    [ask({ type: 'number', min: 2, max: 9 }), ['2', '9']],
    [ask({ type: 'number', min: -1, max: 9, default: 5 }), ['-1', '0', '1', '5', '9']],
    [ask({ type: 'input', default: 'x' }), ['x']],
    [ask({ type: 'input', pattern: '[A-Z]{10}|[A-Z]{5}[0-9]{5}' }), ['ABCDE12345']],
  ])('answer %j in every way', async (question, values) => {
    const all = await combinations({ questions: [question] });
    expect(valuesOf(all, 'team')).toEqual(values);
    expect(all.length).toBeLessThanOrEqual(80 + values.length * 5);
    const first = all.filter((it) => it.facets.get('team') === all[0]?.facets.get('team'));
    expect(first).toHaveLength(80);
  });

  it('answer a question that depends on others', async () => {
    const questions = [
      { name: 'deep', type: 'confirm', message: 'Deep?', when: { provider: 'pci' } },
      { name: 'deeper', type: 'select', choices: ['a', 'b'], message: 'D?', when: { deep: true } },
    ];
    const all = await combinations({ questions });
    expect(valuesOf(all, 'deeper')).toEqual(['a', 'b', 'not asked']);
    expect(all.filter((it) => it.facets.get('deeper') === 'b').length).toBeGreaterThan(1);
    const elsewhere = all.filter((it) => it.options.provider !== 'pci');
    expect(valuesOf(elsewhere, 'deep')).toEqual(['not asked']);
  });

  it('leave a locked answer alone', async () => {
    const questions = [ask({ type: 'select', choices: ['a', 'b'] })];
    const all = await combinations({ questions, locked: { team: 'b' } });
    expect(valuesOf(all, 'team')).toEqual(['b']);
    expect(all).toHaveLength(80);
  });

  it('cannot be made up for a question that allows nothing known', async () => {
    const questions = [ask({ type: 'input', pattern: 'Q-[0-9]{7}' })];
    await expect(combinations({ questions })).rejects.toThrow(
      /dext-templates\.json:\d+: "team" has no default, and nothing that check tries is allowed/,
    );
    const some = await combinations({ questions: [{ ...questions[0], default: 'Q-1234567' }] });
    expect(valuesOf(some, 'team')).toEqual(['Q-1234567']);
  });
});
