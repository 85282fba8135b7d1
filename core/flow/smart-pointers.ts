import { namedChildren, type SyntaxNode } from '../source/syntax.ts';
import { evaluateAll, type Here, type Result } from './expressions.ts';
import { textOf } from './frame.ts';
import { read, releaseHeld, typeOfPlace } from './memory.ts';
import { TRACKED } from './objects.ts';
import { placeOf } from './places.ts';
import type { State } from './state.ts';
import { NO_TAGS, type Value, ZERO } from './values.ts';

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
    if (method === 'attach' && at.argNodes.length === 0) {
      // An out parameter: the old reference goes, and the caller fills the place.
      releaseHeld(engine, { state, frame, node: at.node, place, how: 'smart pointer' });
      state.memory.set(place.key, ZERO);
      return [{ state, value: { kind: 'address', place } }];
    }
    const [other] = at.argNodes;
    if (method === 'swap' && other) {
      return placeOf(here, other, state).map((path) => {
        if (path.place) {
          path.state.memory.set(place.key, read(engine, path.state, path.place));
          path.state.memory.set(path.place.key, held);
        }
        return { state: path.state, value: engine.unknown(NO_TAGS) };
      });
    }
    return evaluateAll(here, at.argNodes, state).map((path) => {
      noteCopy(here, at.node, path.state, path.values[0] ?? ZERO, at.argNodes);
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

/**
 * A smart pointer is made from something: a copy of another one, or of a raw pointer with
 * `OSRetain`, takes a reference of its own; what is moved, returned or just created does not.
 */
export function noteCopy(
  here: Here,
  node: SyntaxNode,
  state: State,
  value: Value,
  from: readonly SyntaxNode[],
): void {
  const [source, mode] = from;
  if (value.kind !== 'pointer' || !TRACKED.has(value.object.type) || !source) {
    return;
  }
  const isRetained = mode
    ? /\bOSRetain\b/.test(textOf(here.frame, mode))
    : isSmartPlace(here, source, state);
  if (isRetained) {
    here.engine.emit(state, here.frame, node, { kind: 'retain', object: value.object });
  }
}

/** Whether an expression names a smart pointer, as against making one. */
function isSmartPlace(here: Here, node: SyntaxNode, state: State): boolean {
  if (node.type === 'parenthesized_expression') {
    return namedChildren(node).some((it) => isSmartPlace(here, it, state));
  }
  if (
    !['identifier', 'type_identifier', 'field_expression', 'subscript_expression'].includes(
      node.type,
    )
  ) {
    return false;
  }
  const [probe] = placeOf(here, node, state.fork());
  return Boolean(probe?.place && typeOfPlace(here.engine, probe.place)?.smart);
}
