import type { ExaminePlan } from './examine-plan.ts';
import type { PlanFinding, PlanRule } from './verify.ts';

/**
 * The rules of `check`, over the driver as it will be on disk: nothing that they object to is
 * written.
 */
export function driverGate(examine: ExaminePlan): PlanRule {
  return {
    id: 'driver',
    check: (plan) => examine(plan).findings.map(strictly),
  };
}

/** What works by luck may stand in somebody's code; into new code it is not written. */
function strictly<F extends PlanFinding>(finding: F): F {
  return finding.severity === 'warning' ? { ...finding, severity: 'error' } : finding;
}
