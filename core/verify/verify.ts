import { ProjectError } from '../errors.ts';
import type { Plan } from '../plan/change.ts';
import type { Finding } from '../rules/finding.ts';

/** What was found in a file that we are about to write. */
export interface PlanFinding extends Pick<Finding, 'severity' | 'path' | 'line' | 'message'> {
  /** The rule that says so, in front of the message; null where the message is all. */
  readonly rule: string | null;
}

/** Looks at a whole plan, before anything is written. */
export interface PlanRule {
  readonly id: string;
  check(plan: Plan): PlanFinding[];
}

/**
 * Runs every rule over the final bytes of a plan.
 *
 * @param suspects templates that are not ours: what one of them leaves out shows on lines of others
 * @returns all findings; none of them is an error
 * @throws ProjectError for the first finding of severity error, with the template line that
 *   wrote the offending line
 */
export function verify(
  plan: Plan,
  applied: readonly PlanRule[],
  suspects: readonly string[] = [],
): PlanFinding[] {
  const findings = applied.flatMap((rule) => rule.check(plan));
  const fatal = findings.find((finding) => finding.severity === 'error');
  if (fatal) {
    throw new ProjectError({ code: 'unsafe-output', message: describe(plan, fatal, suspects) });
  }
  return findings;
}

function describe(plan: Plan, finding: PlanFinding, suspects: readonly string[]): string {
  const { path, line, rule, message } = finding;
  const what = rule === null ? message : `${rule} ${message}`;
  const origins = plan.changes.find((change) => change.path === path)?.origins();
  if (origins === undefined) {
    return `${path}: ${what} Look at "remove" in the manifest of the pack.`;
  }
  const from = 'copiedFrom' in origins ? { template: origins.copiedFrom, line } : origins[line - 1];
  const origin = from ? ` (from ${from.template}:${from.line})` : '';
  const isTheirs = from !== undefined && suspects.includes(from.template);
  const some = suspects.slice(0, 3).join(', ');
  const more = suspects.length > 3 ? ` and ${suspects.length - 3} more` : '';
  const blame = isTheirs || some === '' ? '' : ` Of the team's templates, look at ${some}${more}.`;
  return `${path}:${line}${origin}: ${what}${blame}`;
}
