import type { NewProjectOptions } from '../options/new-project-options.ts';
import { loadParser, type SourceParser } from '../source/parse.ts';
import { completenessGate } from './completeness-gate.ts';
import { driverGate } from './driver-gate.ts';
import { planExaminer } from './examine-plan.ts';
import { sightGate } from './sight-gate.ts';
import { skeletonGate } from './skeleton-gate.ts';
import type { PlanRule } from './verify.ts';

/**
 * What templates that are not ours alone have to pass before their project is written: every rule
 * of `check`, and what those rules take for granted of a driver that this generator writes. It
 * loads the C++ grammar; import it when there is something to judge.
 */
export async function newProjectGates(options: NewProjectOptions): Promise<readonly PlanRule[]> {
  return gatesWith(options, await loadParser());
}

/** The same with a parser that is loaded. */
export function gatesWith(options: NewProjectOptions, parser: SourceParser): readonly PlanRule[] {
  const examine = planExaminer(parser);
  return [
    completenessGate(options),
    driverGate(examine),
    skeletonGate(options, examine),
    sightGate(options, examine),
  ];
}
