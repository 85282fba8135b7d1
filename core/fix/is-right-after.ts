import type { Finding } from '../rules/finding.ts';
import type { Proposal } from './plan-fixes.ts';

/** Whether the findings of the fixes are gone, and there is none that was not there before. */
export function isRightAfter(
  before: readonly Finding[],
  after: readonly Finding[],
  proposals: readonly Proposal[],
): boolean {
  const allowed = countsOf(before);
  for (const finding of proposals.flatMap((it) => it.findings)) {
    const key = keyOf(finding);
    allowed.set(key, (allowed.get(key) ?? 0) - 1);
  }
  return [...countsOf(after)].every(([key, count]) => count <= (allowed.get(key) ?? 0));
}

function countsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = keyOf(finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What a finding is, wherever an edit has moved it to. */
function keyOf({ rule, severity, path, within, message }: Finding): string {
  return JSON.stringify([rule, severity, path, within, message]);
}
