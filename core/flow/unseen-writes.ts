import type { Engine } from './engine.ts';
import { markForgotten } from './marks.ts';
import { fieldPlace, isRecord, read } from './memory.ts';
import type { TrackedObject } from './objects.ts';
import type { State } from './state.ts';
import { tagsOf, type Value } from './values.ts';

/**
 * Code that is not followed may have written every member of an object. What points to something
 * goes on doing so: what others make of a timer is told by its escape.
 */
export function forget(
  engine: Engine,
  state: State,
  object: TrackedObject,
  seen: ReadonlySet<TrackedObject> = new Set(),
): void {
  if (seen.has(object)) {
    return;
  }
  const inside = new Set([...seen, object]);
  for (const { name, type } of engine.fieldsOf(object.type)) {
    if (!type.isPointer && !type.isArray && isRecord(engine, type)) {
      const held = read(engine, state, fieldPlace(object, name));
      if (held.kind === 'pointer') {
        forget(engine, state, held.object, inside);
      }
    }
  }
  const prefix = `${object.id}.`;
  for (const [key, held] of [...state.memory]) {
    const value = state.known(held);
    if (!key.startsWith(prefix) || key[prefix.length] === '#' || !isPlain(value)) {
      continue;
    }
    if (isTime(value)) {
      state.memory.set(key, engine.unknown(new Set(['past'])));
    } else {
      state.memory.delete(key);
    }
  }
  markForgotten(state, object, engine.number());
}

/** A deadline goes on being one, whatever clock and unit it has by now. */
function isTime(value: Value): boolean {
  const tags = tagsOf(value);
  return tags.has('now') || tags.has('past') || tags.has('fire-time');
}

function isPlain({ kind }: Value): boolean {
  return kind === 'number' || kind === 'unknown' || kind === 'truth';
}
