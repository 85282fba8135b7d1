import { expect } from 'vitest';
import type { Severity } from '../../core/rules/finding.ts';
import { brief, findingsIn, marked } from './check.ts';

type Files = Readonly<Record<string, string>>;

/** A rule finds what the comments ask for, `// DK14` at the end of a line, and with this severity. */
export async function expectFound(files: Files, rule: string, severity: Severity): Promise<void> {
  const wanted = marked(files).filter((it) => it.endsWith(rule));
  expect(wanted.length).toBeGreaterThan(0);
  expect(await foundBy(files, rule)).toEqual(wanted.map((it) => `${it} ${severity}`));
}

/** A rule finds nothing. */
export async function expectSilence(files: Files, rule: string): Promise<void> {
  expect(await foundBy(files, rule)).toEqual([]);
}

async function foundBy(files: Files, rule: string): Promise<string[]> {
  return brief((await findingsIn(files)).filter((it) => it.rule === rule));
}
