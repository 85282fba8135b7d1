import { atomicFunction } from './atomic-functions.ts';
import type { Call } from './calls.ts';
import { dynamicCast, first, sharedPointer } from './casts.ts';
import { baseOf, time } from './clock-readings.ts';
import { allocated, copyQueue, create, createAction, handlerOf } from './creations.ts';
import { exchange, swap } from './exchanges.ts';
import { type Here, one, type Result } from './expressions.ts';
import { lookup } from './lookup.ts';
import { ACTION, QUEUE, SOURCES } from './objects.ts';
import { deleted, moved, releaseAndNull, releaseArgument } from './releases.ts';
import { ZERO } from './values.ts';
import { locks, waits } from './waiting.ts';

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
  return createAction(here, { ...made, callee: short }) ?? handlerNamed(short)?.(here, made);
}

type Handler = (here: Here, made: Call) => Result[] | undefined;

/** Whether a function or macro of this name is one that we know what it does. */
export function isDriverKitFunction(name: string): boolean {
  return handlerNamed(name) !== undefined;
}

function handlerNamed(name: string): Handler | undefined {
  return lookup(FUNCTIONS, name) ?? atomicFunction(name);
}

const FUNCTIONS: Readonly<Record<string, Handler>> = {
  OSSafeReleaseNULL: releaseAndNull,
  OSSafeRelease: releaseArgument,
  IOSafeDeleteNULL: deleted,
  IODelete: deleted,
  IOFree: deleted,
  delete: deleted,
  IONewZero: allocated,
  IONew: allocated,
  IOMallocZero: allocated,
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
  IORWLockRead: (here, made) => locks(here, made, true),
  IORWLockWrite: (here, made) => locks(here, made, true),
  os_unfair_lock_lock: (here, made) => locks(here, made, true),
  pthread_mutex_lock: (here, made) => locks(here, made, true),
  IOLockUnlock: (here, made) => locks(here, made, false),
  IORecursiveLockUnlock: (here, made) => locks(here, made, false),
  IORWLockUnlock: (here, made) => locks(here, made, false),
  os_unfair_lock_unlock: (here, made) => locks(here, made, false),
  pthread_mutex_unlock: (here, made) => locks(here, made, false),
  OSDynamicCast: dynamicCast,
  OSRequiredCast: (_here, made) => one(made.state, made.args[1] ?? ZERO),
  OSSharedPtr: sharedPointer,
  static_cast: first,
  reinterpret_cast: first,
  const_cast: first,
  dynamic_cast: first,
  __builtin_expect: first,
  move: moved,
  exchange,
  swap,
};
