import { isEmptyBlock } from './blocks.ts';
import type { Call } from './calls.ts';
import { schedule } from './continuations.ts';
import type { CancelEvent } from './events.ts';
import { type Here, one, type Result } from './expressions.ts';
import { handledSources, isMarked, linkedTo, mark } from './marks.ts';
import { ACTION, QUEUE, type TrackedObject } from './objects.ts';
import type { State } from './state.ts';
import { isNull, type Value } from './values.ts';

/** `timer->Cancel(block)`, of a source, a queue or an action. */
export function cancel(here: Here, made: Call, object: TrackedObject): Result[] {
  const { engine, frame } = here;
  const { state } = made;
  const result = engine.outcome();
  const completion = made.args[0];
  engine.emit(state, frame, made.node, {
    kind: 'cancel',
    object,
    completion: completionKind(completion),
    result: result.symbol,
    sourceIsAlive: object.type === ACTION ? sourceIsAlive(state, object) : null,
  });
  mark(state, object, 'cancelled');
  if (completion?.kind === 'block') {
    schedule(state, {
      block: completion.block,
      why: 'cancel',
      object,
      queue: queueOf(here, state, object),
      result: result.symbol,
    });
  }
  return one(state, result);
}

function completionKind(value: Value | undefined): CancelEvent['completion'] {
  if (value === undefined) {
    return 'none';
  }
  if (value.kind === 'block') {
    return isEmptyBlock(value.block) ? 'empty' : 'block';
  }
  return isNull(value) ? 'null' : 'unknown';
}

/** Where the completion of a Cancel runs. */
function queueOf(here: Here, state: State, object: TrackedObject): TrackedObject {
  if (object.type === QUEUE) {
    return object;
  }
  if (object.type === ACTION) {
    return here.engine.defaultQueue;
  }
  return linkedTo(state, object, 'queue') ?? here.engine.unknownQueue;
}

/** Whether the source that uses an action, and its queue, are there and not cancelled. */
function sourceIsAlive(state: State, action: TrackedObject): boolean | null {
  const source = handledSources(state).find((it) => it.action === action)?.source;
  if (!source) {
    return null;
  }
  const queue = linkedTo(state, source, 'queue');
  const things = queue ? [source, queue] : [source];
  return !things.some((it) => isMarked(state, it, 'cancelled') || isMarked(state, it, 'released'));
}
