import type { RecordModel, TypeName } from '../dext/model.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Engine } from './engine.ts';
import type { ReleaseEvent } from './events.ts';
import type { Frame } from './frame.ts';
import { mark } from './marks.ts';
import { ACTION, TRACKED, type TrackedObject } from './objects.ts';
import type { State } from './state.ts';
import { NO_TAGS, type PlaceRef, type PointerValue, pointer, type Value, ZERO } from './values.ts';

export function localPlace(frame: Frame, name: string): PlaceRef {
  return { key: `f${frame.id}:${name}`, owner: null, name };
}

export function fieldPlace(owner: TrackedObject, name: string): PlaceRef {
  return { key: `${owner.id}.${name}`, owner, name };
}

export function globalPlace(name: string): PlaceRef {
  return { key: `g:${name}`, owner: null, name };
}

/** The type that a place is declared with. */
export function typeOfPlace(engine: Engine, place: PlaceRef): TypeName | undefined {
  const name = place.name.replace(/\[.*$/, '');
  if (place.owner) {
    return engine.fieldOf(place.owner.type, name)?.type;
  }
  // Static locals are places like globals, and have types like locals.
  const local = engine.localTypes.get(place.key.replace(/\[.*$/, ''));
  return local ?? (place.key.startsWith('g:') ? engine.dext.globals.get(name)?.type : undefined);
}

/** What a place holds; where nobody has written it, what its type lets us assume. */
export function read(engine: Engine, state: State, place: PlaceRef): Value {
  const type = typeOfPlace(engine, place);
  const held = state.memory.get(place.key);
  if (held) {
    return fractional(type, state.known(held));
  }
  const isInside = type !== undefined && !type.isPointer && isRecord(engine, type);
  if (place.owner?.isZeroed && !isInside) {
    return fractional(type, ZERO);
  }
  const known = engine.assumed.get(place.key) ?? assume(engine, type, place);
  engine.assumed.set(place.key, known);
  return fractional(type, state.known(known));
}

/** A fraction may be a ratio of units: what is scaled by it has another unit. */
function fractional(type: TypeName | undefined, value: Value): Value {
  const isFraction = type !== undefined && !type.isPointer && /^(float|double)$/.test(type.name);
  return isFraction && (value.kind === 'number' || value.kind === 'unknown')
    ? { ...value, tags: new Set([...value.tags, 'converted']) }
    : value;
}

/** A path, and where in the code it is. */
interface Position {
  readonly state: State;
  readonly frame: Frame;
  readonly node: SyntaxNode;
}

/**
 * Writes a place and tells so where others can see it: members, statics, locals that blocks share.
 * A smart pointer gives its old reference back.
 */
export function write(
  engine: Engine,
  at: Position & {
    readonly place: PlaceRef;
    readonly value: Value;
    readonly isAtomic?: boolean;
  },
): void {
  const { state, frame, node, place, value } = at;
  const type = typeOfPlace(engine, place);
  if (type?.smart && state.memory.has(place.key)) {
    releaseHeld(engine, { state, frame, node, place, how: 'smart pointer' });
  }
  state.memory.set(place.key, value);
  const isMember = place.owner !== null || place.key.startsWith('g:');
  if (!isMember && !engine.shared.has(place.key)) {
    return;
  }
  if (isMember && value.kind === 'pointer' && TRACKED.has(value.object.type)) {
    engine.emit(state, frame, node, { kind: 'store', object: value.object, place });
  }
  const isAtomic = at.isAtomic === true || type?.isAtomic === true;
  engine.emit(state, frame, node, { kind: 'write', place, value, isAtomic });
}

/** Gives back the reference that a place holds, if it holds one. */
export function releaseHeld(
  engine: Engine,
  at: Position & {
    readonly place: PlaceRef;
    readonly how: ReleaseEvent['how'];
  },
): void {
  const held = read(engine, at.state, at.place);
  if (held.kind === 'pointer') {
    release(engine, { ...at, object: held, text: at.place.name });
  }
}

/** One reference to an object is given back. */
export function release(
  engine: Engine,
  at: Position & {
    readonly object: PointerValue;
    readonly how: ReleaseEvent['how'];
    readonly text: string;
  },
): void {
  const { object, guard } = at.object;
  engine.emit(at.state, at.frame, at.node, {
    kind: 'release',
    object,
    how: at.how,
    text: at.text,
    guard,
  });
  mark(at.state, object, 'released');
}

export function isRecord(engine: Engine, type: TypeName): boolean {
  return engine.dext.records.has(type.name) || engine.classes.has(type.name);
}

function assume(engine: Engine, type: TypeName | undefined, place: PlaceRef): Value {
  const isSummary = place.owner?.isSummary === true || place.name.includes('[');
  const ivars = ivarsOf(engine, place);
  if (ivars) {
    return engine.orNull(engine.object({ type: ivars.name }));
  }
  if (!type || type.isArray !== place.name.includes('[')) {
    return engine.unknown(NO_TAGS);
  }
  const isKnown = isRecord(engine, type);
  if (!type.isPointer) {
    return isKnown
      ? pointer(
          engine.object({ type: type.name, isZeroed: place.owner?.isZeroed ?? false, isSummary }),
        )
      : engine.unknown(NO_TAGS);
  }
  if (!isKnown && !TRACKED.has(type.name)) {
    return engine.unknown(NO_TAGS);
  }
  const handler = type.name === ACTION ? (engine.actionHandlers.get(place.name) ?? null) : null;
  const member = place.owner ? memberOf(place.owner, place.name) : null;
  return engine.orNull(engine.object({ type: type.name, isSummary, handler, member }));
}

/** The struct behind `ivars`, which iig declares and the sources do not. */
function ivarsOf(engine: Engine, { owner, name }: PlaceRef): RecordModel | null | undefined {
  const scope = /^(?:(\w+)::)?ivars$/.exec(name);
  return owner && scope ? engine.classes.get(scope[1] ?? owner.type)?.ivars : undefined;
}

/** Names a member of a type, whatever object it is in. */
export function memberOf(owner: TrackedObject, name: string): string {
  return `${owner.type}.${name.replace(/\[.*$/, '')}`;
}
