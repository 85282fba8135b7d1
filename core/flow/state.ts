import type { Block } from './blocks.ts';
import type { FlowEvent } from './events.ts';
import type { TrackedObject } from './objects.ts';
import { type Truth, type Value, ZERO } from './values.ts';

/** What happened so far, newest first; paths share what they have in common. */
export interface Trace {
  readonly event: FlowEvent;
  readonly before: Trace | null;
}

/** A block that was handed over and has not run. */
export interface Pending {
  readonly block: Block;
  readonly why: 'cancel' | 'dispatch' | 'other';
  /** What was cancelled, or the queue that it was dispatched to. */
  readonly object: TrackedObject | null;
  readonly queue: TrackedObject;
  /** The call that took it: where this is not zero the call has failed, and it never runs. */
  readonly result: number;
}

/** Everything that is true at one point of one path. */
export class State {
  memory = new Map<string, Value>();
  facts = new Map<number, 'zero' | 'nonzero'>();
  /** Symbols that the path has tested since its entry. */
  tested = new Set<number>();
  trace: Trace | null = null;
  pending: readonly Pending[] = [];
  locks: readonly string[] = [];
  phase = 0;
  afterSuperStop = false;
  /** A test was passed whose outcome we cannot know to be possible here. */
  isOpaque = false;
  /** Something was left out: rounds of a loop, or what is done where a scope ends. */
  isShort = false;
  /** A call was not followed: what it would have done is missing, in all that comes after as well. */
  isCut = false;
  /** How many such tests there were, earlier runs included. */
  opaqueTests = 0;
  /** How many tests of any kind there were that could have gone the other way. */
  forks = 0;
  queue: TrackedObject;

  constructor(queue: TrackedObject) {
    this.queue = queue;
  }

  fork(): State {
    const copy = new State(this.queue);
    copy.memory = new Map(this.memory);
    copy.facts = new Map(this.facts);
    copy.tested = new Set(this.tested);
    copy.trace = this.trace;
    copy.pending = this.pending;
    copy.locks = this.locks;
    copy.phase = this.phase;
    copy.afterSuperStop = this.afterSuperStop;
    copy.isOpaque = this.isOpaque;
    copy.isShort = this.isShort;
    copy.isCut = this.isCut;
    copy.opaqueTests = this.opaqueTests;
    copy.forks = this.forks;
    return copy;
  }

  /** Whether a test is known to hold; undefined where both are possible. */
  decided(truth: Truth): boolean | undefined {
    const fact = this.facts.get(truth.symbol);
    return fact === undefined ? undefined : fact === truth.when;
  }

  /** Passes a test that is not decided; an outcome is one that can surely go either way. */
  passTest(isOutcome: boolean): void {
    this.forks += 1;
    if (!isOutcome) {
      this.isOpaque = true;
      this.opaqueTests += 1;
    }
  }

  /** Goes on where a test holds. */
  assume(truth: Truth): State {
    this.facts.set(truth.symbol, truth.when);
    return this;
  }

  /** A value with what is known by now: a pointer loses its guard, a decided unknown is 0. */
  known(value: Value): Value {
    if (value.kind === 'pointer' && value.guard) {
      const nonNull = this.decided(value.guard);
      return nonNull === undefined ? value : nonNull ? { ...value, guard: null } : ZERO;
    }
    if (value.kind === 'unknown' && this.facts.get(value.symbol) === 'zero') {
      return ZERO;
    }
    return value;
  }

  /** Whether something has happened since a point of the path. */
  hasSince(point: Trace | null, isIt: (event: FlowEvent) => boolean): boolean {
    for (let at = this.trace; at && at !== point; at = at.before) {
      if (isIt(at.event)) {
        return true;
      }
    }
    return false;
  }

  /** The events of the path, oldest first. */
  events(): FlowEvent[] {
    const events: FlowEvent[] = [];
    for (let at = this.trace; at; at = at.before) {
      events.push(at.event);
    }
    return events.reverse();
  }
}

/** Whether two states differ in nothing that could matter from here on. */
export function isSameState(a: State, b: State): boolean {
  return (
    a.trace === b.trace &&
    a.queue === b.queue &&
    a.pending === b.pending &&
    a.locks === b.locks &&
    a.phase === b.phase &&
    a.isOpaque === b.isOpaque &&
    a.isShort === b.isShort &&
    a.isCut === b.isCut &&
    a.memory.size === b.memory.size &&
    [...a.memory].every(([key, value]) => isSameValue(value, b.memory.get(key)))
  );
}

export function isSameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) {
    return true;
  }
  if (!a || !b || a.kind !== b.kind) {
    return false;
  }
  switch (a.kind) {
    case 'number':
      return (
        b.kind === 'number' &&
        a.value === b.value &&
        a.name === b.name &&
        a.tags.size === b.tags.size &&
        [...a.tags].every((tag) => b.tags.has(tag))
      );
    case 'unknown':
      return b.kind === 'unknown' && a.symbol === b.symbol;
    case 'pointer':
      return b.kind === 'pointer' && a.object === b.object && isSameTruth(a.guard, b.guard);
    case 'address':
      return b.kind === 'address' && a.place.key === b.place.key;
    case 'block':
      return b.kind === 'block' && a.block === b.block;
    case 'truth':
      return b.kind === 'truth' && isSameTruth(a.truth, b.truth);
  }
}

function isSameTruth(a: Truth | null, b: Truth | null): boolean {
  return a === b || (a !== null && b !== null && a.symbol === b.symbol && a.when === b.when);
}

/** One state for all that differ only in what they have tested on the way. */
export function merge(into: State, other: State): void {
  for (const [symbol, fact] of into.facts) {
    if (other.facts.get(symbol) !== fact) {
      into.facts.delete(symbol);
    }
  }
  for (const symbol of other.tested) {
    into.tested.add(symbol);
  }
  into.opaqueTests = Math.max(into.opaqueTests, other.opaqueTests);
  into.forks = Math.max(into.forks, other.forks);
}
