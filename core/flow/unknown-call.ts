import type { Call } from './calls.ts';
import { schedule } from './continuations.ts';
import { noteEscape } from './escapes.ts';
import { type Here, one, type Result } from './expressions.ts';
import { typeOfPlace } from './memory.ts';
import { ACTION, TRACKED, type TrackedObject } from './objects.ts';
import { NO_TAGS, type PlaceRef, type Value } from './values.ts';

/** Functions whose arguments are only looked at. */
const HARMLESS =
  /^(os_log\w*|IOLog|printf|snprintf|assert|sizeof|memset|memcpy|bzero|likely|unlikely)$/;

/** A call that we do not look into: what it is given may be changed or released there. */
export function unknownCall(
  here: Here,
  made: Call,
  at: { readonly receiver?: Value; readonly keeps?: TrackedObject } = {},
): Result[] {
  const { engine, frame } = here;
  const { state, node, args } = made;
  const result = engine.outcome();
  engine.emit(state, frame, node, {
    kind: 'call',
    callee: made.callee,
    receiver: at.receiver ?? null,
    args,
    result: result.symbol,
  });
  if (HARMLESS.test(made.callee)) {
    return one(state, result);
  }
  for (const value of args) {
    noteEscape(here, { state, node, value, to: made.callee });
    if (value.kind === 'address') {
      const held = state.memory.get(value.place.key);
      if (held) {
        noteEscape(here, { state, node, value: held, to: made.callee });
      }
      // An out parameter: whatever it held, it may hold something else now.
      state.memory.delete(value.place.key);
      state.memory.set(value.place.key, outValue(here, value.place));
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

/** What a call that we do not look into leaves behind `&place`. */
function outValue({ engine }: Here, place: PlaceRef): Value {
  const type = typeOfPlace(engine, place);
  if (type && (TRACKED.has(type.name) || engine.classes.has(type.name)) && type.isPointer) {
    const handler = type.name === ACTION ? (engine.actionHandlers.get(place.name) ?? null) : null;
    return engine.orNull(engine.object({ type: type.name, handler }));
  }
  return engine.unknown(NO_TAGS);
}
