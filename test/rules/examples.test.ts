import { describe, expect, it } from 'vitest';
import { lampDriver } from '../../core/rules/example-driver.ts';
import { RULES } from '../../core/rules/rules.ts';
import { brief, findingsIn, marked } from '../support/check.ts';

it('finds nothing in the driver that the examples are made from', async () => {
  expect(brief(await findingsIn(lampDriver()))).toEqual([]);
});

describe.each(RULES)('$id: $title', (rule) => {
  it('finds its bad example, where the comments say', async () => {
    const expected = marked(rule.bad).sort();
    expect(expected.some((it) => it.endsWith(rule.id))).toBe(true);
    const found = await findingsIn(rule.bad);
    expect(found.map((it) => `${it.path}:${it.line} ${it.rule}`).sort()).toEqual(expected);
  });

  it('finds nothing in its good example', async () => {
    expect(brief(await findingsIn(rule.good))).toEqual([]);
  });

  it('tells the whole story', () => {
    for (const text of [rule.title, rule.detects, rule.why, rule.evidence, rule.fix]) {
      expect(text.length).toBeGreaterThan(10);
    }
  });
});
