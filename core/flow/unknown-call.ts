import type { Call } from './calls.ts';
import { schedule } from './continuations.ts';
import { noteEscape } from './escapes.ts';
import { type Here, one, type Result } from './expressions.ts';
import { isRecord, read, typeOfPlace } from './memory.ts';
import { ACTION, TRACKED, type TrackedObject } from './objects.ts';
import type { State } from './state.ts';
import { passArguments, passUnseen } from './unseen-code.ts';
import { forget } from './unseen-writes.ts';
import { NO_TAGS, type PlaceRef, type Value } from './values.ts';

/** Functions whose arguments are only looked at. */
const HARMLESS =
  /^(os_log\w*|IOLog|printf|snprintf|assert|sizeof|memset|memcpy|bzero|likely|unlikely)$/;

/** A call that we do not look into: what it is given may be changed or released there. */
export function unknownCall(
  here: Here,
  made: Call,
  at: {
    readonly receiver?: Value;
    readonly keeps?: TrackedObject;
    /** The body is among the sources, and has nothing to do with DriverKit. */
    readonly isSeen?: boolean;
  } = {},
): Result[] {
  const { engine, frame } = here;
  const { state, node, args } = made;
  const isHarmless = HARMLESS.test(made.callee);
  const hasReached =
    !isHarmless &&
    (at.isSeen ? passArguments(here, made) : passUnseen(here, made, at.receiver ?? null));
  // What it returns may hinge on what it has got hold of: then it need not go either way.
  const result = hasReached ? engine.unknown(NO_TAGS) : engine.outcome();
  engine.emit(state, frame, node, {
    kind: 'call',
    callee: made.callee,
    receiver: at.receiver ?? null,
    args,
    result: result.symbol,
  });
  if (isHarmless) {
    return one(state, result);
  }
  for (const value of args) {
    noteEscape(here, { state, node, value, to: made.callee });
    if (value.kind === 'address') {
      const held = state.memory.get(value.place.key);
      if (held) {
        noteEscape(here, { state, node, value: held, to: made.callee });
      }
      passOut(here, state, value.place);
    }
    if (value.kind === 'block') {
      schedule(state, {
        block: value.block,
        why: 'other',
        object: null,
        queue: engine.unknownQueue,
        result: result.symbol,
      });
    }
  }
  return one(state, result);
}

/** An out parameter: whatever it held, it may hold something else now. */
function passOut(here: Here, state: State, place: PlaceRef): void {
  const { engine } = here;
  const type = typeOfPlace(engine, place);
  const held =
    type && !type.isPointer && isRecord(engine, type) ? read(engine, state, place) : null;
  if (held?.kind === 'pointer') {
    forget(engine, state, held.object);
  } else {
    state.memory.set(place.key, outValue(here, place));
  }
}

/** What a call that we do not look into leaves behind `&place`. */
function outValue({ engine }: Here, place: PlaceRef): Value {
  const type = typeOfPlace(engine, place);
  if (type && (TRACKED.has(type.name) || engine.classes.has(type.name)) && type.isPointer) {
    const handler = type.name === ACTION ? (engine.actionHandlers.get(place.name) ?? null) : null;
    return engine.orNull(engine.object({ type: type.name, handler }));
  }
  return engine.unknown(NO_TAGS);
}
