import type { SyntaxNode } from '../source/syntax.ts';
import type { Call } from './calls.ts';
import { type Here, one, type Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { release, typeOfPlace } from './memory.ts';
import { placeOf } from './places.ts';
import { NO_TAGS, ZERO } from './values.ts';

/** `OSSafeRelease(timer)`. */
export function releaseArgument(here: Here, made: Call): Result[] {
  const value = made.state.known(made.args[0] ?? ZERO);
  if (value.kind === 'pointer') {
    release(here.engine, {
      state: made.state,
      frame: here.frame,
      node: made.node,
      object: value,
      how: 'release',
      text: made.argNodes[0] ? textOf(here.frame, made.argNodes[0]) : '',
    });
  }
  return one(made.state, here.engine.unknown(NO_TAGS));
}

/** `OSSafeReleaseNULL(timer)`. */
export function releaseAndNull(here: Here, made: Call): Result[] {
  const [node] = made.argNodes;
  return releaseArgument(here, made).flatMap(({ state, value }) =>
    node
      ? placeOf(here, node, state).map((path) => {
          if (path.place) {
            path.state.memory.set(path.place.key, ZERO);
            if (path.place.owner) {
              here.engine.emit(path.state, here.frame, made.node, {
                kind: 'write',
                place: path.place,
                value: ZERO,
                isAtomic: false,
              });
            }
          }
          return { state: path.state, value };
        })
      : one(state, value),
  );
}

/** `IOSafeDeleteNULL(ivars, …)`, `delete it`. */
export function deleted(here: Here, made: Call): Result[] {
  const [node] = made.argNodes;
  const text = node ? textOf(here.frame, node) : '';
  const value = made.args[0];
  if (text === 'ivars' && here.frame.self) {
    here.engine.emit(made.state, here.frame, made.node, {
      kind: 'delete-ivars',
      isGuarded: /^IOSafeDelete|^delete$/.test(made.callee) || value?.kind === 'pointer',
    });
  } else if (value?.kind === 'pointer') {
    release(here.engine, {
      state: made.state,
      frame: here.frame,
      node: made.node,
      object: value,
      how: 'delete',
      text,
    });
  }
  return made.callee.startsWith('IOSafeDelete') && node
    ? nulled(here, made, node)
    : one(made.state, here.engine.unknown(NO_TAGS));
}

/** What a macro has freed it also sets to null, where all who come later see it. */
function nulled(here: Here, made: Call, node: SyntaxNode): Result[] {
  return placeOf(here, node, made.state).map(({ state, place }) => {
    if (place) {
      state.memory.set(place.key, ZERO);
    }
    return { state, value: here.engine.unknown(NO_TAGS) };
  });
}

/** `std::move(held)`: a smart pointer that is moved from holds nothing. */
export function moved(here: Here, made: Call): Result[] {
  const [node] = made.argNodes;
  const value = made.args[0] ?? here.engine.unknown(NO_TAGS);
  if (!node) {
    return one(made.state, value);
  }
  return placeOf(here, node, made.state).map(({ state, place }) => {
    if (place && typeOfPlace(here.engine, place)?.smart) {
      state.memory.set(place.key, ZERO);
    }
    return { state, value };
  });
}
