import type { Call } from './calls.ts';
import { type Here, one, type Result } from './expressions.ts';
import { read, write } from './memory.ts';
import { placeOf } from './places.ts';
import { NO_TAGS, type PlaceRef, type Value } from './values.ts';

/** `std::exchange(place, value)`: gives what was there before. */
export function exchange(here: Here, made: Call): Result[] | undefined {
  const [node] = made.argNodes;
  const [, value] = made.args;
  if (!node || value === undefined || isOurs(here, made)) {
    return undefined;
  }
  return placeOf(here, node, made.state).flatMap(({ state, place }) => {
    if (!place) {
      return one(state, here.engine.unknown(NO_TAGS));
    }
    const before = read(here.engine, state, place);
    put(here, { ...made, state }, place, value);
    return one(state, before);
  });
}

/** `std::swap(one, other)`. */
export function swap(here: Here, made: Call): Result[] | undefined {
  const [left, right] = made.argNodes;
  if (!left || !right || isOurs(here, made)) {
    return undefined;
  }
  const { engine } = here;
  return placeOf(here, left, made.state).flatMap((a) =>
    placeOf(here, right, a.state).map((b) => {
      const { state } = b;
      const [was, is] = [a.place, b.place].map((it) =>
        it ? read(engine, state, it) : engine.unknown(NO_TAGS),
      );
      if (a.place && is) {
        put(here, { ...made, state }, a.place, is);
      }
      if (b.place && was) {
        put(here, { ...made, state }, b.place, was);
      }
      return { state, value: engine.unknown(NO_TAGS) };
    }),
  );
}

/** A function of that name among the sources may do something else. */
function isOurs({ engine }: Here, { callee }: Call): boolean {
  return !callee.startsWith('std::') && engine.dext.functions.has(callee.replace(/<.*>$/s, ''));
}

function put(here: Here, { state, node }: Call, place: PlaceRef, value: Value): void {
  write(here.engine, { state, frame: here.frame, node, place, value, isMoved: true });
}
