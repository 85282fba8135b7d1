import type { NewProjectOptions } from '../options/new-project-options.ts';
import { loadParser, type SourceParser } from '../source/parse.ts';
import { driverGate } from './driver-gate.ts';
import { planExaminer } from './examine-plan.ts';
import { projectGate } from './project-gate.ts';
import { sightGate } from './sight-gate.ts';
import { skeletonGate } from './skeleton-gate.ts';
import type { PlanRule } from './verify.ts';

/**
 * What templates that are not ours alone have to pass before their project is written: that Xcode can
 * read it, every rule of `check`, and what those rules take for granted of a driver that this generator writes. It
 * loads the C++ grammar; import it when there is something to judge.
 */
export async function newProjectGates(options: NewProjectOptions): Promise<readonly PlanRule[]> {
  return [projectGate(options), ...driverGates(options, await loadParser())];
}

/** Those of them that are for the driver's sources. */
export function driverGates(options: NewProjectOptions, parser: SourceParser): readonly PlanRule[] {
  const examine = planExaminer(parser);
  return [driverGate(examine), skeletonGate(options, examine), sightGate(options, examine)];
}
