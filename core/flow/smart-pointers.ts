import type { SyntaxNode } from '../source/syntax.ts';
import { evaluateAll, type Here, type Result } from './expressions.ts';
import { read, releaseHeld, typeOfPlace } from './memory.ts';
import { placeOf } from './places.ts';
import type { State } from './state.ts';
import { NO_TAGS, ZERO } from './values.ts';

/**
 * A method of the smart pointer itself, `timer.reset()`; undefined where the call goes to what it
 * points to.
 */
export function smartPointerMethod(
  here: Here,
  at: {
    readonly node: SyntaxNode;
    readonly receiver: SyntaxNode;
    readonly method: string;
    readonly argNodes: readonly SyntaxNode[];
    readonly state: State;
  },
): Result[] | undefined {
  const { method, receiver } = at;
  const isArrow = here.frame.file.text.slice(receiver.end, receiver.end + 2).trim() === '->';
  if (isArrow || !['reset', 'get', 'detach', 'release', 'attach', 'swap'].includes(method)) {
    return undefined;
  }
  const { engine, frame } = here;
  const [probe] = placeOf(here, receiver, at.state.fork());
  const type = probe?.place && typeOfPlace(engine, probe.place);
  if (!type?.smart) {
    return undefined;
  }
  return placeOf(here, receiver, at.state).flatMap(({ state, place }) => {
    if (!place) {
      return [{ state, value: engine.unknown(NO_TAGS) }];
    }
    const held = read(engine, state, place);
    if (method === 'get') {
      return [{ state, value: held }];
    }
    if (method === 'detach' || method === 'release') {
      state.memory.set(place.key, ZERO);
      return [{ state, value: held }];
    }
    return evaluateAll(here, at.argNodes, state).map((path) => {
      releaseHeld(engine, {
        state: path.state,
        frame,
        node: at.node,
        place,
        how: 'smart pointer',
      });
      path.state.memory.set(place.key, path.values[0] ?? ZERO);
      engine.emit(path.state, frame, at.node, {
        kind: 'write',
        place,
        value: path.values[0] ?? ZERO,
        isAtomic: false,
      });
      return { state: path.state, value: engine.unknown(NO_TAGS) };
    });
  });
}
