import type { Driver } from './entries.ts';
import { fieldPlace, read } from './memory.ts';
import { writtenWhileRunning } from './outside-writes.ts';
import type { Point } from './points.ts';
import type { State } from './state.ts';
import { NO_TAGS, type Tags, type Value, ZERO } from './values.ts';

/**
 * Some time after Start, and after the blocks that it has left to run on whatever queue: what
 * other methods write has become unknown, the present is past.
 */
export function later(at: Driver, point: Point): Point {
  const state = point.state.fork();
  state.queue = at.engine.defaultQueue;
  const written = writtenWhileRunning(at.engine.dext, at.model);
  for (const [key, value] of [...state.memory]) {
    const name = /^\d+\.(?!#)(\w+)$/.exec(key)?.[1];
    if (name && written.has(name) && value.kind !== 'pointer') {
      state.memory.set(key, forgotten(at, state, key, name, value));
    } else {
      state.memory.set(key, aged(value));
    }
  }
  forgetUnwritten(at, state, written);
  return { state, history: point.history };
}

/** Members that nobody has written so far, in zeroed memory. */
function forgetUnwritten(at: Driver, state: State, written: ReadonlySet<string>): void {
  const ivars = state.memory.get(fieldPlace(at.self, 'ivars').key);
  if (ivars?.kind !== 'pointer') {
    return;
  }
  for (const field of at.model.ivars?.fields ?? []) {
    const place = fieldPlace(ivars.object, field.name);
    if (written.has(field.name) && !state.memory.has(place.key) && !field.type.isArray) {
      state.memory.set(place.key, forgotten(at, state, place.key, field.name, ZERO));
    }
  }
}

/** What a member may hold that somebody may have written since. */
function forgotten(at: Driver, state: State, key: string, name: string, before: Value): Value {
  const owner = /^(\d+)\./.exec(key)?.[1];
  const ivars = state.memory.get(fieldPlace(at.self, 'ivars').key);
  if (ivars?.kind === 'pointer' && owner === String(ivars.object.id)) {
    const open = at.engine.object({ type: ivars.object.type });
    // Read through an object of the same type that is not zeroed, so that its type counts.
    return aged(read(at.engine, state, fieldPlace(open, name)), before);
  }
  return at.engine.unknown(NO_TAGS);
}

/** What was "now" when it was computed is past by the time another method reads it. */
function aged(value: Value, before: Value = value): Value {
  if (value.kind !== 'number' && value.kind !== 'unknown') {
    return value;
  }
  const tags: Tags = before.kind === 'number' || before.kind === 'unknown' ? before.tags : NO_TAGS;
  if (tags.size === 0) {
    return value;
  }
  const older = new Set([...tags].map((it) => (it === 'now' || it === 'fire-time' ? 'past' : it)));
  return { ...value, tags: older };
}
