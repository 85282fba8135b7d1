import type { NewProjectOptions } from '../options/new-project-options.ts';
import type { ExaminePlan } from './examine-plan.ts';
import { outOfSight } from './in-plain-sight.ts';
import type { PlanRule } from './verify.ts';

/** Nothing of a timer's life is hidden from the rules in the sources of the driver. */
export function sightGate({ name }: NewProjectOptions, examine: ExaminePlan): PlanRule {
  return {
    id: 'sight',
    check: (plan) =>
      examine(plan)
        .files.filter(({ path }) => !path.startsWith(`${name}/Tests/`))
        .flatMap((file) =>
          outOfSight(file).map(({ line, message }) => ({
            rule: 'hidden',
            severity: 'error' as const,
            path: file.path,
            line,
            message,
          })),
        ),
  };
}
