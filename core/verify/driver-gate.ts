import { analyseWith } from '../check/analyse.ts';
import type { SourceParser } from '../source/parse.ts';
import { sourcesOf } from './plan-sources.ts';
import type { PlanFinding, PlanRule } from './verify.ts';

/**
 * The rules of `check`, over the driver as it will be on disk: nothing that they object to is
 * written.
 */
export function driverGate(parser: SourceParser): PlanRule {
  return {
    id: 'driver',
    check: (plan) => analyseWith({ parser, sources: sourcesOf(plan) }).map(strictly),
  };
}

/** What works by luck may stand in somebody's code; into new code it is not written. */
function strictly<F extends PlanFinding>(finding: F): F {
  return finding.severity === 'warning' ? { ...finding, severity: 'error' } : finding;
}
