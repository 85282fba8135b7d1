import type { Call } from './calls.ts';
import { type Here, one, type Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { NO_TAGS } from './values.ts';

/** A call that comes back when something else has happened. */
export function waits(here: Here, made: Call): Result[] {
  noteWait(here, made);
  return one(made.state, here.engine.unknown(NO_TAGS));
}

/** The same where the call tells whether it has failed. */
export function waitsWithResult(here: Here, made: Call): Result[] {
  noteWait(here, made);
  return one(made.state, here.engine.outcome());
}

function noteWait(here: Here, made: Call): void {
  here.engine.emit(made.state, here.frame, made.node, {
    kind: 'wait',
    by: made.callee,
    loopReads: here.loopReads,
    locks: made.state.locks,
  });
}

/** A lock is taken or given back. */
export function locks(here: Here, made: Call, on: boolean): Result[] {
  const { state } = made;
  const lock = made.argNodes[0] ? textOf(here.frame, made.argNodes[0]) : '';
  here.engine.emit(state, here.frame, made.node, { kind: 'lock', lock, on });
  state.locks = on ? [...state.locks, lock] : state.locks.filter((it) => it !== lock);
  return one(state, here.engine.unknown(NO_TAGS));
}
