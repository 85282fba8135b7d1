import { ProjectError } from '../errors.ts';
import type { Plan } from '../plan/change.ts';
import type { Finding } from '../rules/finding.ts';

/** What a rule found in a file that we are about to write. */
export type PlanFinding = Pick<Finding, 'rule' | 'severity' | 'path' | 'line' | 'message'>;

/** Looks at a whole plan, before anything is written. */
export interface PlanRule {
  readonly id: string;
  check(plan: Plan): PlanFinding[];
}

/**
 * Runs every rule over the final bytes of a plan.
 *
 * @returns all findings; none of them is an error
 * @throws ProjectError for the first finding of severity error, with the template line that
 *   wrote the offending line
 */
export function verify(plan: Plan, applied: readonly PlanRule[]): PlanFinding[] {
  const findings = applied.flatMap((rule) => rule.check(plan));
  const fatal = findings.find((finding) => finding.severity === 'error');
  if (fatal) {
    throw new ProjectError({ code: 'unsafe-output', message: describe(plan, fatal) });
  }
  return findings;
}

function describe(plan: Plan, finding: PlanFinding): string {
  const { path, line, rule, message } = finding;
  const origins = plan.changes.find((change) => change.path === path)?.origins();
  const from =
    origins === undefined
      ? undefined
      : 'copiedFrom' in origins
        ? { template: origins.copiedFrom, line }
        : origins[line - 1];
  const origin = from ? ` (from ${from.template}:${from.line})` : '';
  return `${path}:${line}${origin}: ${rule} ${message}`;
}
