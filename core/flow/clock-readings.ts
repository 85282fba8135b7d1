import type { Call } from './calls.ts';
import { type Here, one, type Result } from './expressions.ts';
import type { Tag, Value } from './values.ts';

/** A function that reads the time. */
export function time(here: Here, made: Call, tags: readonly Tag[]): Result[] {
  return one(made.state, here.engine.unknown(new Set(tags)));
}

/** Which clock of <time.h> is read, where we know it. */
export function baseOf(clock: Value | undefined): Tag[] {
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
