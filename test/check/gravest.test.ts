import { expect, it } from 'vitest';
import { gravest } from '../../core/check/gravest.ts';
import type { Finding, Severity } from '../../core/rules/finding.ts';

const finding = (severity: Severity, at: Partial<Finding> = {}): Finding => ({
  rule: 'DK02',
  severity,
  path: 'A.cpp',
  line: 7,
  column: 5,
  message: severity,
  advice: '',
  related: [],
  within: '',
  ...at,
});

it.each([
  [['info', 'error', 'warning'], 'error'],
  [['error', 'warning'], 'error'],
  [['info', 'warning'], 'warning'],
] as const)('of %j about one place, the gravest is told', (severities, told) => {
  const found = gravest(severities.map((it) => finding(it)));
  expect(found.map((it) => it.message)).toEqual([told]);
});

it('tells of each rule and each place', () => {
  const others = [{ rule: 'DK01' }, { path: 'B.cpp' }, { line: 8 }, { column: 6 }];
  const all = [finding('info'), ...others.map((it) => finding('info', it))];
  expect(gravest(all)).toEqual(all);
});
