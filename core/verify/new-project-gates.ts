import type { NewProjectOptions } from '../options/new-project-options.ts';
import { loadParser } from '../source/parse.ts';
import { completenessGate } from './completeness-gate.ts';
import { driverGate } from './driver-gate.ts';
import { skeletonGate } from './skeleton-gate.ts';
import type { PlanRule } from './verify.ts';

/**
 * What templates that are not ours alone have to pass before their project is written: every rule
 * of `check`, and what those rules take for granted of a driver that this generator writes. It
 * loads the C++ grammar; import it when there is something to judge.
 */
export async function newProjectGates(options: NewProjectOptions): Promise<readonly PlanRule[]> {
  const parser = await loadParser();
  return [completenessGate(options), driverGate(parser), skeletonGate(options, parser)];
}
