import { atomicLoad, atomicStore, compareExchange, fetchAdd } from './atomics.ts';
import type { Call } from './calls.ts';
import type { Here, Result } from './expressions.ts';
import { lookup } from './lookup.ts';
import { number, ZERO } from './values.ts';

type Handler = (here: Here, made: Call) => Result[];

/** What an atomic operation that is called as a function does; undefined for anything else. */
export function atomicFunction(name: string): Handler | undefined {
  return lookup(FUNCTIONS, plainName(name));
}

/**
 * How C11 spells it, for the other spellings of the same: `__c11_atomic_load`, `__atomic_load_n`,
 * `__atomic_fetch_sub`, `atomic_load_explicit`, `OSDecrementAtomic64`. What the builtins take by
 * address, like `__atomic_load`, is another thing.
 */
function plainName(name: string): string {
  return name
    .replace(/^__c11_(?=atomic_)/, '')
    .replace(/^__(atomic_\w+)_n$/, '$1')
    .replace(/^__(?=atomic_(?:fetch_\w+|\w+_fetch|test_and_set|clear)$)/, '')
    .replace(/_explicit$/, '')
    .replace(/^(OS(?:Increment|Decrement|Add)Atomic)(?:8|16|64|Long)$/, '$1');
}

const FUNCTIONS: Readonly<Record<string, Handler>> = {
  atomic_init: atomicStore,
  atomic_store: atomicStore,
  atomic_exchange: atomicStore,
  __sync_lock_test_and_set: atomicStore,
  atomic_test_and_set: (here, made) => storing(here, made, 1),
  atomic_flag_test_and_set: (here, made) => storing(here, made, 1),
  atomic_clear: (here, made) => storing(here, made, 0),
  atomic_flag_clear: (here, made) => storing(here, made, 0),
  __sync_lock_release: (here, made) => storing(here, made, 0),
  atomic_load: atomicLoad,
  atomic_compare_exchange: compareExchange,
  atomic_compare_exchange_strong: compareExchange,
  atomic_compare_exchange_weak: compareExchange,
  __sync_bool_compare_and_swap: compareExchange,
  OSCompareAndSwap: (here, made) => compareExchange(here, reordered(made, [2, 0, 1])),
  atomic_fetch_add: (here, made) => fetchAdd(here, made, { sign: 1n, gives: 'before' }),
  atomic_fetch_sub: (here, made) => fetchAdd(here, made, { sign: -1n, gives: 'before' }),
  atomic_add_fetch: (here, made) => fetchAdd(here, made, { sign: 1n, gives: 'after' }),
  atomic_sub_fetch: (here, made) => fetchAdd(here, made, { sign: -1n, gives: 'after' }),
  __sync_fetch_and_add: (here, made) => fetchAdd(here, made, { sign: 1n, gives: 'before' }),
  __sync_fetch_and_sub: (here, made) => fetchAdd(here, made, { sign: -1n, gives: 'before' }),
  __sync_add_and_fetch: (here, made) => fetchAdd(here, made, { sign: 1n, gives: 'after' }),
  __sync_sub_and_fetch: (here, made) => fetchAdd(here, made, { sign: -1n, gives: 'after' }),
  OSIncrementAtomic: (here, made) => fetchAdd(here, made, { sign: 1n, gives: 'before' }),
  OSDecrementAtomic: (here, made) => fetchAdd(here, made, { sign: -1n, gives: 'before' }),
  OSAddAtomic: (here, made) =>
    fetchAdd(here, reordered(made, [1, 0]), { sign: 1n, gives: 'before' }),
};

/** Stores a number that the name of the function says. */
function storing(here: Here, made: Call, value: 0 | 1): Result[] {
  const [target = ZERO] = made.args;
  return atomicStore(here, { ...made, args: [target, number(value)] });
}

/** The arguments in the order of C11, where the place comes first. */
function reordered(made: Call, order: readonly number[]): Call {
  return { ...made, args: order.map((it) => made.args[it] ?? ZERO) };
}
