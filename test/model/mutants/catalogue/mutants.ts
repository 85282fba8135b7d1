/**
 * Mutants of the emitted driver: each has one mistake that real drivers make.
 *
 * The runner takes them one by one:
 *
 *     const tree = rendered(project(mutant.options));
 *     const broken = mutate(tree, mutant);
 *
 * It compiles both against the model and runs the scenario `mutant.expect.scenario`. A mutant is
 * caught when `broken` compiles without a warning, `tree` passes that scenario, and `broken` fails
 * it with output that `mutant.expect.symptom` matches. One that passes is a hole in the scenarios;
 * one whose edit no longer matches is out of step with the templates.
 */

import { actionMutants } from './actions.ts';
import { cancelMutants } from './cancelling.ts';
import { endlessMutants } from './endless.ts';
import { hardwareMutants } from './hardware.ts';
import { memoryMutants } from './memory.ts';
import type { Mutant } from './mutant.ts';
import { powerMutants } from './power.ts';
import { queueMutants } from './queues.ts';
import { startMutants } from './starting.ts';
import { stopMutants } from './stopping.ts';
import { tickMutants } from './ticking.ts';

export { type Edit, type Mutant, mutate } from './mutant.ts';

export const mutants: readonly Mutant[] = [
  ...actionMutants,
  ...cancelMutants,
  ...queueMutants,
  ...stopMutants,
  ...hardwareMutants,
  ...startMutants,
  ...tickMutants,
  ...powerMutants,
  ...memoryMutants,
  ...endlessMutants,
];
