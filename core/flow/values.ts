import type { Block } from './blocks.ts';
import type { TrackedObject } from './objects.ts';

/**
 * What an expression may be. Only what timers and life cycles turn on is told apart; everything
 * else is `unknown`, with a symbol of its own so that two tests of the same value agree.
 */
export type Value =
  | NumberValue
  | UnknownValue
  | PointerValue
  | AddressValue
  | BlockValue
  | TruthValue;

/** Where a number came from, as far as clocks and deadlines care. */
export type Tag =
  /** Mach ticks, or nanoseconds. */
  | 'ticks'
  | 'ns'
  /** Multiplied or divided by the timebase, or by what may be it. */
  | 'converted'
  /** Mach ticks to which a number was added that stands in the source. */
  | 'fixed'
  /** The clock that it was read from: one that stops during sleep, one that does not, the calendar. */
  | 'uptime'
  | 'continuous'
  | 'calendar'
  /** The current time, read in this run; in an earlier run. */
  | 'now'
  | 'past'
  /** The handler's `time` argument. */
  | 'fire-time'
  /** How many periods have passed by now; a time on their grid, or how far from it now is. */
  | 'periods'
  | 'grid';

export type Tags = ReadonlySet<Tag>;

export const NO_TAGS: Tags = new Set();

export interface NumberValue {
  readonly kind: 'number';
  readonly value: bigint;
  /** The constant's name in the source, for messages and for clocks; null for a literal. */
  readonly name: string | null;
  readonly tags: Tags;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly symbol: number;
  readonly tags: Tags;
}

/** Points to an object, or is null where its guard says so. */
export interface PointerValue {
  readonly kind: 'pointer';
  readonly object: TrackedObject;
  readonly guard: Truth | null;
}

/** `&place`. */
export interface AddressValue {
  readonly kind: 'address';
  readonly place: PlaceRef;
}

export interface BlockValue {
  readonly kind: 'block';
  readonly block: Block;
}

/** The outcome of a test that is not decided yet. */
export interface TruthValue {
  readonly kind: 'truth';
  readonly truth: Truth;
}

/** True where the symbol is zero, or where it is not. */
export interface Truth {
  readonly symbol: number;
  readonly when: 'zero' | 'nonzero';
}

/** Something that holds a value: a key of State's memory, with what is known of its type. */
export interface PlaceRef {
  /** `12.timer` for a field of object 12, `f3:ret` for a local of frame 3, `g:kClock`. */
  readonly key: string;
  /** Null for locals and globals. */
  readonly owner: TrackedObject | null;
  readonly name: string;
}

export function number(value: bigint | number, name: string | null = null): NumberValue {
  return { kind: 'number', value: BigInt(value), name, tags: NO_TAGS };
}

export const ZERO = number(0);

export function pointer(object: TrackedObject, guard: Truth | null = null): PointerValue {
  return { kind: 'pointer', object, guard };
}

export function opposite(truth: Truth): Truth {
  return { symbol: truth.symbol, when: truth.when === 'zero' ? 'nonzero' : 'zero' };
}

export function tagsOf(value: Value): Tags {
  return value.kind === 'number' || value.kind === 'unknown' ? value.tags : NO_TAGS;
}

export function isNull(value: Value): boolean {
  return value.kind === 'number' && value.value === 0n;
}
