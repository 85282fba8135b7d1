import { analyseWith } from '../check/analyse.ts';
import { isSource } from '../check/source-names.ts';
import type { Plan } from '../plan/change.ts';
import { loadParser } from '../source/parse.ts';
import type { PlanFinding, PlanRule } from './verify.ts';

/**
 * The rules of `check`, over the driver as it will be on disk: nothing that they object to is
 * written. It loads the C++ grammar; import it when there is something to judge.
 */
export async function driverGate(): Promise<PlanRule> {
  const parser = await loadParser();
  return {
    id: 'driver',
    check: (plan) => analyseWith({ parser, sources: sourcesOf(plan) }).map(strictly),
  };
}

/** What works by luck may stand in somebody's code; into new code it is not written. */
function strictly<F extends PlanFinding>(finding: F): F {
  return finding.severity === 'warning' ? { ...finding, severity: 'error' } : finding;
}

function sourcesOf(plan: Plan) {
  return plan.changes
    .filter((change) => isSource(change.path))
    .map(({ path, bytes }) => ({ path, text: Buffer.from(bytes).toString('utf8') }));
}
