import type { Call } from './calls.ts';
import { type Here, one, type Result } from './expressions.ts';
import { siteOf, textOf } from './frame.ts';
import { link } from './marks.ts';
import { write } from './memory.ts';
import { ACTION, QUEUE, type TrackedObject } from './objects.ts';
import { type PlaceRef, pointer, type UnknownValue, type Value } from './values.ts';

/** `CreateActionTick(0, &action)`, on `this` or on another object that the timer is to call. */
export function createAction(here: Here, made: Call, receiver?: Value): Result[] | undefined {
  const handler = /^CreateAction(\w+)$/.exec(made.callee)?.[1];
  if (!handler) {
    return undefined;
  }
  const target = receiver
    ? receiver.kind === 'pointer'
      ? receiver.object.type
      : null
    : (here.frame.self?.type ?? null);
  return create(here, made, { type: ACTION, by: made.callee, handler, target });
}

/** `OSAction::Create(this, X_Handler_ID, …)` names its method, if it does at all, in an id. */
export function handlerOf(here: Here, made: Call, type: string): string | null {
  if (type !== ACTION) {
    return null;
  }
  const words = made.argNodes.map((it) => textOf(here.frame, it)).join(' ');
  const methods = [...(here.frame.owner?.methods.keys() ?? [])];
  return methods.find((it) => new RegExp(`\\b(\\w+_)?${it}_ID\\b`).test(words)) ?? null;
}

/** A creation writes its out parameter, the last address among the arguments. */
export function create(
  here: Here,
  made: Call,
  of: {
    readonly type: string;
    readonly by: string;
    readonly handler: string | null;
    readonly target: string | null;
  },
): Result[] {
  const { engine, frame } = here;
  const { state, node, args } = made;
  const result = engine.outcome();
  const object = engine.object({
    type: of.type,
    site: siteOf(frame, node),
    isCreated: true,
    handler: of.handler,
    target: of.target,
  });
  const place = outPlace(args);
  const queue = args
    .flatMap((it) => (it.kind === 'pointer' ? [it.object] : []))
    .find((it) => it.type === QUEUE);
  engine.emit(state, frame, node, {
    kind: 'create',
    object,
    on: queue ?? null,
    by: of.by,
    result: result.symbol,
    args,
    place,
  });
  if (queue) {
    link(state, object, 'queue', queue);
  }
  if (place) {
    fill(here, made, place, { object, result });
  }
  return one(state, result);
}

/** `CopyDispatchQueue(name, &queue)`: a queue that is there already. */
export function copyQueue(here: Here, made: Call): Result[] {
  const { engine, frame } = here;
  const { state, args, argNodes } = made;
  const result = engine.outcome();
  const name = argNodes[0] ? textOf(frame, argNodes[0]) : '';
  const isDefault = /kIOServiceDefaultQueueName|"Default"/.test(name);
  const object = isDefault ? engine.defaultQueue : engine.queueNamed(name);
  const place = outPlace(args);
  if (place) {
    fill(here, made, place, { object, result });
  }
  return one(state, result);
}

/** Where a call leaves what it gives: the last address among its arguments. */
function outPlace(args: readonly Value[]): PlaceRef | null {
  const out = args.findLast((it) => it.kind === 'address');
  return out?.kind === 'address' ? out.place : null;
}

/** Writes an out parameter; where the call fails, the place holds null. */
function fill(
  here: Here,
  made: Call,
  place: PlaceRef,
  given: { readonly object: TrackedObject; readonly result: UnknownValue },
): void {
  const value = pointer(given.object, { symbol: given.result.symbol, when: 'zero' });
  write(here.engine, { state: made.state, frame: here.frame, node: made.node, place, value });
}

/** `IONewZero(Type, 1)`. */
export function allocated(here: Here, made: Call): Result[] {
  const [type] = made.argNodes;
  const name = type ? textOf(here.frame, type).replace(/^struct\s+/, '') : '';
  const object = here.engine.object({ type: name, isCreated: true, isZeroed: true });
  return one(made.state, here.engine.orNull(object));
}
