import type { Definition } from '../dext/model.ts';
import type { Meaning } from './engine.ts';
import type { FlowEvent } from './events.ts';
import type { State } from './state.ts';
import type { Value } from './values.ts';

/** What a run begins with. */
export interface Entry {
  readonly kind:
    | 'init'
    | 'start'
    | 'tick'
    /** Stop, and every block that it leaves to run. */
    | 'stop'
    /** Stop called again, before the blocks of the first call have run. */
    | 'stop again'
    /** A handler that was already queued when Stop returned. */
    | 'late tick'
    | 'power'
    /** SetPowerState after Stop has returned, before the blocks that it left have run. */
    | 'late power'
    | 'free'
    /** free() after an init() that failed: ivars are null. */
    | 'free without ivars'
    /** Any other method, called while the driver runs. */
    | 'method';
  /** The method's name, without `_Impl`. */
  readonly method: string;
  readonly definition: Definition;
}

/** One path through an entry, from its first line to its last effect. */
export interface Run {
  readonly entry: Entry;
  /** What happened in this run, in order. */
  readonly events: readonly FlowEvent[];
  /** What happened before, in the runs that this one follows: init, Start, for `late tick` Stop. */
  readonly history: readonly FlowEvent[];
  /** What the entry returned; null for nothing. */
  readonly returned: Value | null;
  /** How it was when the entry and its blocks were through. */
  readonly state: State;
  /** Every test on the way can really go that way, and no path was left out. */
  readonly isCertain: boolean;
  /** Paths or calls were left out: what is missing here may have happened there. */
  readonly isTruncated: boolean;
  /** What is known of symbols that `state` has facts of. */
  readonly meanings: ReadonlyMap<number, Meaning>;
}
