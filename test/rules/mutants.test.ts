import { describe, expect, it } from 'vitest';
import { mutate } from '../model/mutants/catalogue/mutant.ts';
import { mutants } from '../model/mutants/catalogue/mutants.ts';
import { findingsIn } from '../support/check.ts';
import { driverSources } from '../support/driver-sources.ts';
import { project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import { FOUND_AS, NOT_IN_THE_SOURCE } from './not-in-the-source.ts';

const visible = mutants
  .filter((it) => it.rule !== null && !(it.id in NOT_IN_THE_SOURCE))
  .map((mutant) => ({ mutant, id: mutant.id, rule: FOUND_AS[mutant.id]?.rule ?? mutant.rule }));

describe('mistakes planted in the drivers that we write', () => {
  it.each(visible)('$id is found as $rule', async ({ mutant, rule }) => {
    const broken = mutate(rendered(project(mutant.options)), mutant);
    const found = await findingsIn(driverSources(broken));
    expect(found.map((it) => it.rule)).toContain(rule);
  });

  it('names only mutants that exist as exceptions', () => {
    const ids = mutants.map((it) => it.id);
    expect(
      Object.keys({ ...NOT_IN_THE_SOURCE, ...FOUND_AS }).filter((it) => !ids.includes(it)),
    ).toEqual([]);
  });
});
