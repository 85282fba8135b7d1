import type { ClassModel, Definition } from '../dext/model.ts';
import { executeBody } from './bodies.ts';
import type { Call } from './calls.ts';
import type { Here, Result } from './expressions.ts';
import type { Frame } from './frame.ts';
import { localPlace, release } from './memory.ts';
import { TRACKED, type TrackedObject } from './objects.ts';
import type { Outcome } from './outcomes.ts';
import { placeOf } from './places.ts';
import { noteCopy } from './smart-pointers.ts';
import type { State } from './state.ts';
import { unknownCall } from './unknown-call.ts';
import { NO_TAGS, type Value } from './values.ts';

/** A definition to run, and on whom. */
export interface Callee {
  readonly definition: Definition;
  /** The class that it belongs to; null for a free function. */
  readonly owner: ClassModel | null;
  readonly self: TrackedObject | null;
}

const DEEPEST = 16;
/** A method that calls itself, as Stop does in two passes, is followed this far. */
const MOST_OF_ONE = 2;

/** Runs a called method or function in place of its call. */
export function inline(here: Here, made: Call, callee: Callee): Result[] {
  const { engine, frame } = here;
  const { definition } = callee;
  const again = frame.calls.filter((it) => it === definition.node).length;
  if (frame.depth >= DEEPEST || again >= MOST_OF_ONE) {
    engine.isTruncated = true;
    made.state.isCut = true;
    return unknownCall(here, made, { isSeen: true });
  }
  if (made.state.afterSuperStop && callee.self && callee.self === frame.self) {
    engine.emit(made.state, frame, made.node, { kind: 'use', what: 'this' });
  }
  engine.emit(made.state, frame, made.node, {
    kind: 'enter',
    method: definition.name,
    owner: callee.owner?.name ?? null,
  });
  const args = made.args.map((value, index): Value => {
    const isReference = definition.params[index]?.type.text.includes('&') === true;
    const node = made.argNodes[index];
    const [placed] = isReference && node ? placeOf(here, node, made.state) : [];
    if (definition.params[index]?.type.smart && !isReference && node) {
      noteCopy(here, made.node, made.state, value, [node]);
    }
    return placed?.place ? { kind: 'address', place: placed.place } : value;
  });
  if (!engine.relevance.isRelevant(definition)) {
    return unknownCall(here, { ...made, args }, { isSeen: true });
  }
  const inside: Frame = {
    ...newFrame(here, callee),
    depth: frame.depth + 1,
    calls: [definition.node, ...frame.calls],
  };
  return run({ ...here, frame: inside, loopReads: null }, callee, args, made.state);
}

/** Runs a definition from its start; `args` are its parameters' values, what is missing is unknown. */
export function run(here: Here, callee: Callee, args: readonly Value[], state: State): Result[] {
  return outcomes(here, callee, args, state).map((it) => ({
    state: it.state,
    value:
      it.flow.kind === 'return' && it.flow.value ? it.flow.value : here.engine.unknown(NO_TAGS),
  }));
}

/** The same, with how each path ends. */
export function outcomes(
  here: Here,
  callee: Callee,
  args: readonly Value[],
  state: State,
): Outcome[] {
  const { engine, frame } = here;
  engine.visited.add(callee.definition.node);
  callee.definition.params.forEach((param, index) => {
    const place = localPlace(frame, param.name);
    engine.localTypes.set(place.key, param.type);
    const value = args[index] ?? engine.unknown(NO_TAGS);
    if (value.kind === 'address' && param.type.text.includes('&')) {
      engine.references.add(place.key);
    }
    state.memory.set(place.key, value);
  });
  const ends = executeBody(here, callee.definition.body, state);
  for (const end of ends) {
    leave(here, end, callee);
  }
  return ends;
}

/** A frame for a call; depth and calls are the caller's to set. */
export function newFrame(here: Pick<Here, 'engine'>, callee: Callee): Frame {
  const { definition, owner, self } = callee;
  return {
    id: here.engine.number(),
    file: definition.file,
    self,
    owner,
    within: owner ? `${owner.name}::${definition.name}` : definition.name,
    site: null,
    outer: null,
    depth: 0,
    calls: [],
  };
}

/** Smart pointers give their references back, and the locals are gone. */
function leave(here: Here, end: Outcome, callee: Callee): void {
  const { engine, frame } = here;
  noteReturnedCopy(here, end, callee);
  const prefix = `f${frame.id}:`;
  const returned = end.flow.kind === 'return' ? end.flow.value : null;
  for (const [key, value] of [...end.state.memory]) {
    if (!key.startsWith(prefix) || engine.shared.has(key)) {
      continue;
    }
    end.state.memory.delete(key);
    const isOwner = engine.localTypes.get(key)?.smart && !engine.references.has(key);
    if (isOwner && value.kind === 'pointer' && TRACKED.has(value.object.type)) {
      if (returned?.kind === 'pointer' && returned.object === value.object) {
        continue;
      }
      const known = end.state.known(value);
      const at = end.flow.kind === 'return' ? end.flow.node : frame.calls[0];
      if (known.kind === 'pointer' && at) {
        release(engine, {
          state: end.state,
          frame: end.flow.kind === 'return' ? end.flow.here.frame : frame,
          node: at,
          object: known,
          how: 'smart pointer',
          text: key.slice(prefix.length),
        });
      }
    }
  }
}

/** A smart pointer that is returned by value: a local one is moved, any other one is copied. */
function noteReturnedCopy(here: Here, end: Outcome, { definition }: Callee): void {
  const { frame } = here;
  const { flow } = end;
  const isByValue = /\b\w*(Ptr|_ptr)\s*</.test(definition.returnType);
  if (flow.kind !== 'return' || flow.value?.kind !== 'pointer' || !isByValue) {
    return;
  }
  const prefix = `f${frame.id}:`;
  const { object } = flow.value;
  const isLocal = [...end.state.memory].some(
    ([key, held]) => key.startsWith(prefix) && held.kind === 'pointer' && held.object === object,
  );
  if (!isLocal) {
    noteCopy(flow.here, flow.node, end.state, flow.value, [flow.node]);
  }
}
