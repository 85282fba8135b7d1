import type { Finding, Severity } from '../rules/finding.ts';

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** One finding for each rule and place: several paths lead there, the gravest one speaks. */
export function gravest(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.path}:${finding.line}:${finding.column}`;
    const before = kept.get(key);
    if (!before || RANK[finding.severity] > RANK[before.severity]) {
      kept.set(key, finding);
    }
  }
  return [...kept.values()];
}
