import { type Examined, examine } from '../check/analyse.ts';
import { isSource } from '../check/source-names.ts';
import type { Plan } from '../plan/change.ts';
import type { SourceParser } from '../source/parse.ts';

/** Looks at the C++ of a plan, as it will be on disk. */
export type ExaminePlan = (plan: Plan) => Examined;

/** Several gates ask about one plan: it is parsed, and the rules run over it, once. */
export function planExaminer(parser: SourceParser): ExaminePlan {
  const known = new WeakMap<Plan, Examined>();
  return (plan) => {
    const examined = known.get(plan) ?? examine({ parser, sources: sourcesOf(plan) });
    known.set(plan, examined);
    return examined;
  };
}

function sourcesOf(plan: Plan) {
  return plan.changes
    .filter((change) => isSource(change.path))
    .map(({ path, bytes }) => ({ path, text: Buffer.from(bytes).toString('utf8') }));
}
