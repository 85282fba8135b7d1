import type { TrackedObject } from './objects.ts';
import type { State } from './state.ts';
import { number, pointer } from './values.ts';

/**
 * What a path notes of an object beside its members. It stands in memory as they do, since paths
 * that differ in it must not become one; no member's name begins with `#`.
 */
type Mark = 'released' | 'cancelled';

/** Other objects that a source works with. */
type Link = 'queue' | 'action';

/** Notes that something has happened to an object. */
export function mark(state: State, object: TrackedObject, what: Mark): void {
  state.memory.set(keyOf(object, what), number(1));
}

/** Whether that has happened to an object on this path. */
export function isMarked(state: State, object: Identified, what: Mark): boolean {
  return state.memory.has(keyOf(object, what));
}

/** Notes the queue that a source was created on, or the action that it was given. */
export function link(state: State, source: TrackedObject, what: Link, to: TrackedObject): void {
  state.memory.set(keyOf(source, what), pointer(to));
}

/** The queue or the action of a source; null where the path has not seen which. */
export function linkedTo(state: State, source: Identified, what: Link): TrackedObject | null {
  const held = state.memory.get(keyOf(source, what));
  return held?.kind === 'pointer' ? held.object : null;
}

/** A source whose handler was set, with the action that it calls. */
export interface Handled {
  readonly source: Identified;
  readonly action: TrackedObject;
}

/** All sources whose handler was set on this path, in the order in which they were. */
export function handledSources(state: State): Handled[] {
  return [...state.memory].flatMap(([key, value]) =>
    key.endsWith('.#action') && value.kind === 'pointer'
      ? [{ source: { id: Number(key.slice(0, -'.#action'.length)) }, action: value.object }]
      : [],
  );
}

/** Notes that from now on nothing is known of an object's members but what is written again. */
export function markForgotten(state: State, object: TrackedObject, when: number): void {
  state.memory.set(keyOf(object, 'forgotten'), number(when));
}

/** When that was last; null where what nobody has written is as it was when the object came to be. */
export function forgottenSince(state: State, object: Identified): bigint | null {
  const held = state.memory.get(keyOf(object, 'forgotten'));
  return held?.kind === 'number' ? held.value : null;
}

type Identified = Pick<TrackedObject, 'id'>;

function keyOf({ id }: Identified, what: Mark | Link | 'forgotten'): string {
  return `${id}.#${what}`;
}
