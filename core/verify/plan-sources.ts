import type { SourceText } from '../check/analyse.ts';
import { isSource } from '../check/source-names.ts';
import type { Plan } from '../plan/change.ts';

/** The C++ of a plan, as it will be on disk. */
export function sourcesOf(plan: Plan): SourceText[] {
  return plan.changes
    .filter((change) => isSource(change.path))
    .map(({ path, bytes }) => ({ path, text: Buffer.from(bytes).toString('utf8') }));
}
