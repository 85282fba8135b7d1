import type { NewProjectOptions } from '../options/new-project-options.ts';
import type { SourceParser } from '../source/parse.ts';
import { outOfSight } from './in-plain-sight.ts';
import { sourcesOf } from './plan-sources.ts';
import type { PlanRule } from './verify.ts';

/** Nothing of a timer's life is hidden from the rules in the sources of the driver. */
export function sightGate({ name }: NewProjectOptions, parser: SourceParser): PlanRule {
  return {
    id: 'sight',
    check: (plan) =>
      sourcesOf(plan)
        .filter(({ path }) => !path.startsWith(`${name}/Tests/`))
        .flatMap((source) =>
          outOfSight(parser.parse(source)).map(({ line, message }) => ({
            ...{ rule: 'hidden', severity: 'error' as const, path: source.path, line, message },
          })),
        ),
  };
}
