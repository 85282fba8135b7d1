import type { ClassModel, DextModel } from '../dext/model.ts';
import type { TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';

/** What a rule looks at: the sources as a model, and for each class the paths through its life. */
export interface RuleSubject {
  readonly dext: DextModel;
  readonly classes: readonly ClassAnalysis[];
  /** The provider that Start and Stop are given: the same in all runs. */
  readonly provider: TrackedObject;
}

/** A class, and what happens on each path through its methods. */
export interface ClassAnalysis {
  readonly model: ClassModel;
  readonly runs: readonly Run[];
  /**
   * `service`: the kernel starts and stops it. `audio`: an object of an audio driver, which tears
   * down elsewhere. `helper`: any other class; of its methods each is run for itself.
   */
  readonly role: 'service' | 'audio' | 'helper';
}
