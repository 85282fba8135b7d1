import type { Finding, Severity } from '../rules/finding.ts';
import { plural } from '../show/plural.ts';

/** A finding that somebody silenced, and where and why. */
export interface Silenced {
  readonly finding: Finding;
  readonly by: 'comment' | 'configuration';
  readonly reason: string;
}

/** What a run of check has to say; every format shows this. */
export interface CheckReport {
  /** In the order of `inOrder`. */
  readonly findings: readonly Finding[];
  readonly silenced: readonly Silenced[];
  /** How many files were looked at. */
  readonly files: number;
  /** The text of a file that a finding is in, by its path; undefined where it has none. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Gravest first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether a severity is as grave as another, or graver. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** Sorted by file, line, column and rule; what was said twice is said once. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const keyOf = (it: Finding) => [it.path, it.line, it.column, it.rule, it.message] as const;
  const once = new Map(findings.map((finding) => [JSON.stringify(keyOf(finding)), finding]));
  return [...once.values()].sort((a, b) => compare(keyOf(a), keyOf(b)));
}

/** How many there are of each severity. */
export function countOf(findings: readonly Finding[]): Record<Severity, number> {
  const of = (severity: Severity) => findings.filter((it) => it.severity === severity).length;
  return { error: of('error'), warning: of('warning'), info: of('info') };
}

/** `3 errors, 1 warning in 12 files`, or `No findings in 12 files.` */
export function summaryOf(report: CheckReport): string {
  const counts = countOf(report.findings);
  const parts = SEVERITIES.filter((it) => counts[it] > 0).map((it) =>
    it === 'info' ? `${counts.info} info` : plural(counts[it], it),
  );
  const silenced = report.silenced.length === 0 ? '' : `; ${report.silenced.length} silenced`;
  const where = `in ${plural(report.files, 'file')}${silenced}`;
  return parts.length === 0 ? `No findings ${where}.` : `${parts.join(', ')} ${where}`;
}

/** By code units, so that the order is the same on every machine. */
function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] as string | number;
    if (left !== right) {
      return left < right ? -1 : 1;
    }
  }
  return 0;
}
