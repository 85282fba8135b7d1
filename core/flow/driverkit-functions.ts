import type { SyntaxNode } from '../source/syntax.ts';
import { compareExchange } from './atomics.ts';
import type { Call } from './calls.ts';
import { type Here, one, type Result } from './expressions.ts';
import { siteOf, textOf } from './frame.ts';
import { read, release, typeOfPlace, write } from './memory.ts';
import { ACTION, QUEUE, SOURCES, type TrackedObject } from './objects.ts';
import { placeOf } from './places.ts';
import { noteCopy } from './smart-pointers.ts';
import { NO_TAGS, pointer, type Tag, type Value, ZERO } from './values.ts';

/**
 * Functions of DriverKit and its C library that make, release or wait, called without a receiver
 * or on `this`; undefined for any other.
 */
export function driverKitFunction(here: Here, made: Call): Result[] | undefined {
  const name = made.callee.replace(/^::/, '').replace(/<.*>$/s, '');
  const short = name.replace(/^.*(::|->)/, '');
  const created = /^(\w+)::Create(?:WithTypeName)?$/.exec(name);
  const [, type = ''] = created ?? [];
  if (created && (SOURCES.has(type) || type === QUEUE || type === ACTION)) {
    const handler = handlerOf(here, made, type);
    const [to] = made.args;
    const target = type === ACTION && to?.kind === 'pointer' ? to.object.type : null;
    return create(here, made, { type, by: name, handler, target });
  }
  return createAction(here, { ...made, callee: short }) ?? FUNCTIONS[short]?.(here, made);
}

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
function handlerOf(here: Here, made: Call, type: string): string | null {
  if (type !== ACTION) {
    return null;
  }
  const words = made.argNodes.map((it) => textOf(here.frame, it)).join(' ');
  const methods = [...(here.frame.owner?.methods.keys() ?? [])];
  return methods.find((it) => new RegExp(`\\b(\\w+_)?${it}_ID\\b`).test(words)) ?? null;
}

/** A creation writes its out parameter, the last address among the arguments. */
function create(
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
  const out = args.findLast((it) => it.kind === 'address');
  const place = out?.kind === 'address' ? out.place : null;
  const queue = args.find(
    (it): it is Extract<Value, { kind: 'pointer' }> =>
      it.kind === 'pointer' && it.object.type === QUEUE,
  );
  engine.emit(state, frame, node, {
    kind: 'create',
    object,
    on: queue?.object ?? null,
    by: of.by,
    result: result.symbol,
    args,
    place,
  });
  if (queue) {
    state.memory.set(`${object.id}.#queue`, pointer(queue.object));
  }
  if (place) {
    const value = pointer(object, { symbol: result.symbol, when: 'zero' });
    write(engine, { state, frame, node, place, value });
  }
  return one(state, result);
}

type Handler = (here: Here, made: Call) => Result[];

/** Whether a function or macro of this name is one that we know what it does. */
export function isDriverKitFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}

const FUNCTIONS: Readonly<Record<string, Handler>> = {
  OSSafeReleaseNULL: (here, made) => releaseAndNull(here, made),
  OSSafeRelease: (here, made) => releaseArgument(here, made),
  IOSafeDeleteNULL: deleted,
  IODelete: deleted,
  IOFree: deleted,
  delete: deleted,
  IONewZero: (here, made) => allocated(here, made, true),
  IONew: (here, made) => allocated(here, made, true),
  IOMallocZero: (here, made) => allocated(here, made, true),
  CopyDispatchQueue: copyQueue,
  mach_absolute_time: (here, made) => time(here, made, ['ticks', 'now', 'uptime']),
  mach_continuous_time: (here, made) => time(here, made, ['ticks', 'now', 'continuous']),
  mach_approximate_time: (here, made) => time(here, made, ['ticks', 'now', 'uptime']),
  mach_continuous_approximate_time: (here, made) =>
    time(here, made, ['ticks', 'now', 'continuous']),
  clock_gettime_nsec_np: (here, made) => time(here, made, ['ns', 'now', ...baseOf(made.args[0])]),
  IOSleep: waits,
  IODelay: waits,
  sleep: waits,
  usleep: waits,
  nanosleep: waits,
  dispatch_semaphore_wait: waits,
  semaphore_wait: waits,
  pthread_cond_wait: waits,
  pthread_join: waits,
  IOLockLock: (here, made) => locks(here, made, true),
  IORecursiveLockLock: (here, made) => locks(here, made, true),
  IORWLockWrite: (here, made) => locks(here, made, true),
  os_unfair_lock_lock: (here, made) => locks(here, made, true),
  pthread_mutex_lock: (here, made) => locks(here, made, true),
  IOLockUnlock: (here, made) => locks(here, made, false),
  IORecursiveLockUnlock: (here, made) => locks(here, made, false),
  IORWLockUnlock: (here, made) => locks(here, made, false),
  os_unfair_lock_unlock: (here, made) => locks(here, made, false),
  pthread_mutex_unlock: (here, made) => locks(here, made, false),
  OSDynamicCast: (here, made) => one(made.state, cast(here, made.args[1] ?? ZERO)),
  OSRequiredCast: (_here, made) => one(made.state, made.args[1] ?? ZERO),
  OSSharedPtr: (here, made) => {
    const value = made.args[0] ?? here.engine.unknown(NO_TAGS);
    noteCopy(here, made.node, made.state, value, made.argNodes);
    return one(made.state, value);
  },
  static_cast: first,
  reinterpret_cast: first,
  const_cast: first,
  dynamic_cast: first,
  __builtin_expect: first,
  move: moved,
  __c11_atomic_store: (here, made) => atomicStore(here, made),
  atomic_store: (here, made) => atomicStore(here, made),
  atomic_store_explicit: (here, made) => atomicStore(here, made),
  __atomic_store_n: (here, made) => atomicStore(here, made),
  __c11_atomic_exchange: (here, made) => atomicStore(here, made),
  atomic_exchange: (here, made) => atomicStore(here, made),
  __atomic_exchange_n: (here, made) => atomicStore(here, made),
  __c11_atomic_load: atomicLoad,
  atomic_load: atomicLoad,
  atomic_load_explicit: atomicLoad,
  __atomic_load_n: atomicLoad,
  __c11_atomic_compare_exchange_strong: compareExchange,
  __c11_atomic_compare_exchange_weak: compareExchange,
  atomic_compare_exchange_strong: compareExchange,
  atomic_compare_exchange_weak: compareExchange,
  atomic_compare_exchange_strong_explicit: compareExchange,
  atomic_compare_exchange_weak_explicit: compareExchange,
  __c11_atomic_fetch_add: (here, made) => fetchAdd(here, made, 1n, 'before'),
  __c11_atomic_fetch_sub: (here, made) => fetchAdd(here, made, -1n, 'before'),
  atomic_fetch_add: (here, made) => fetchAdd(here, made, 1n, 'before'),
  atomic_fetch_sub: (here, made) => fetchAdd(here, made, -1n, 'before'),
  __sync_fetch_and_add: (here, made) => fetchAdd(here, made, 1n, 'before'),
  __sync_fetch_and_sub: (here, made) => fetchAdd(here, made, -1n, 'before'),
  __sync_sub_and_fetch: (here, made) => fetchAdd(here, made, -1n, 'after'),
  __sync_add_and_fetch: (here, made) => fetchAdd(here, made, 1n, 'after'),
  OSIncrementAtomic: (here, made) => fetchAdd(here, made, 1n, 'before'),
  OSDecrementAtomic: (here, made) => fetchAdd(here, made, -1n, 'before'),
};

/** What is of another class gives null. */
function cast(here: Here, value: Value): Value {
  return value.kind === 'pointer' && !value.guard
    ? pointer(value.object, {
        symbol: here.engine.mayBeEither(here.engine.number()),
        when: 'nonzero',
      })
    : value;
}

function first(here: Here, made: Call): Result[] {
  return one(made.state, made.args[0] ?? here.engine.unknown(NO_TAGS));
}

function moved(here: Here, made: Call): Result[] {
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

function releaseArgument(here: Here, made: Call): Result[] {
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

function releaseAndNull(here: Here, made: Call): Result[] {
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

function deleted(here: Here, made: Call): Result[] {
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

function allocated(here: Here, made: Call, isZeroed: boolean): Result[] {
  const [type] = made.argNodes;
  const name = type ? textOf(here.frame, type).replace(/^struct\s+/, '') : '';
  const object: TrackedObject = here.engine.object({ type: name, isCreated: true, isZeroed });
  return one(
    made.state,
    pointer(object, { symbol: here.engine.mayBeEither(here.engine.number()), when: 'nonzero' }),
  );
}

function copyQueue(here: Here, made: Call): Result[] {
  const { engine, frame } = here;
  const { state, node, args, argNodes } = made;
  const result = engine.outcome();
  const name = argNodes[0] ? textOf(frame, argNodes[0]) : '';
  const isDefault = /kIOServiceDefaultQueueName|"Default"/.test(name);
  const object = isDefault ? engine.defaultQueue : engine.queueNamed(name);
  const out = args.findLast((it) => it.kind === 'address');
  if (out?.kind === 'address') {
    const value = pointer(object, { symbol: result.symbol, when: 'zero' });
    write(engine, { state, frame, node, place: out.place, value });
  }
  return one(state, result);
}

function time(here: Here, made: Call, tags: readonly Tag[]): Result[] {
  return one(made.state, here.engine.unknown(new Set(tags)));
}

/** Which clock of <time.h> is read, where we know it. */
function baseOf(clock: Value | undefined): Tag[] {
  const base = clock?.kind === 'number' ? BASES.get(clock.value) : undefined;
  return base ? [base] : [];
}

const BASES: ReadonlyMap<bigint, Tag> = new Map([
  [0n, 'calendar'],
  [4n, 'continuous'],
  [5n, 'continuous'],
  [8n, 'uptime'],
  [9n, 'uptime'],
]);

function waits(here: Here, made: Call): Result[] {
  here.engine.emit(made.state, here.frame, made.node, {
    kind: 'wait',
    by: made.callee,
    loopReads: here.loopReads,
    locks: made.state.locks,
  });
  return one(made.state, here.engine.unknown(NO_TAGS));
}

function locks(here: Here, made: Call, on: boolean): Result[] {
  const { state } = made;
  const lock = made.argNodes[0] ? textOf(here.frame, made.argNodes[0]) : '';
  here.engine.emit(state, here.frame, made.node, { kind: 'lock', lock, on });
  state.locks = on ? [...state.locks, lock] : state.locks.filter((it) => it !== lock);
  return one(state, here.engine.unknown(NO_TAGS));
}

function atomicStore(here: Here, made: Call): Result[] {
  const [target] = made.args;
  const value = made.args[1] ?? here.engine.unknown(NO_TAGS);
  if (target?.kind !== 'address') {
    return one(made.state, here.engine.unknown(NO_TAGS));
  }
  const before = read(here.engine, made.state, target.place);
  write(here.engine, {
    state: made.state,
    frame: here.frame,
    node: made.node,
    place: target.place,
    value,
    isAtomic: true,
  });
  return one(made.state, before);
}

function atomicLoad(here: Here, made: Call): Result[] {
  const [target] = made.args;
  return one(
    made.state,
    target?.kind === 'address'
      ? read(here.engine, made.state, target.place)
      : here.engine.unknown(NO_TAGS),
  );
}

function fetchAdd(here: Here, made: Call, sign: bigint, gives: 'before' | 'after'): Result[] {
  const [target, by] = made.args;
  if (target?.kind !== 'address') {
    return one(made.state, here.engine.unknown(NO_TAGS));
  }
  const before = read(here.engine, made.state, target.place);
  const step = by === undefined ? 1n : by.kind === 'number' ? by.value : null;
  const after: Value =
    before.kind === 'number' && step !== null
      ? { kind: 'number', value: before.value + sign * step, name: null, tags: NO_TAGS }
      : here.engine.unknown(NO_TAGS);
  write(here.engine, {
    state: made.state,
    frame: here.frame,
    node: made.node,
    place: target.place,
    value: after,
    isAtomic: true,
  });
  return one(made.state, gives === 'before' ? before : after);
}
