import type { Place, Variable } from '../dext/model.ts';
import { enumeratorValue } from './enumerators.ts';
import { evaluate, type Here } from './expressions.ts';
import { sourceOf } from './frame.ts';
import { globalNamed } from './global-names.ts';
import { State } from './state.ts';
import { NO_TAGS, type NumberValue, number, type Value } from './values.ts';

const ZEROES = new Set([
  'kIOReturnSuccess',
  'KERN_SUCCESS',
  'NULL',
  'nil',
  'FALSE',
  'nullptr',
  'false',
]);

/** Clock constants of IOTimerDispatchSource [P]: 0x40 in them means Mach ticks [B]. */
export const CLOCKS: ReadonlyMap<string, bigint> = new Map([
  ['kIOTimerClockMachAbsoluteTime', 0xc8n],
  ['kIOTimerClockMachContinuousTime', 0xc4n],
  ['kIOTimerClockUptimeRaw', 0x88n],
  ['kIOTimerClockMonotonicRaw', 0x84n],
  ['kIOTimerClockRealTime', 0x80n],
  ['kIOTimerClockWallTime', 0x80n],
]);

/** Scales of <IOKit/IOLib> and <dispatch/time.h>: all of them count nanoseconds. */
const SCALES: ReadonlyMap<string, bigint> = new Map([
  ['NSEC_PER_SEC', 1_000_000_000n],
  ['NSEC_PER_MSEC', 1_000_000n],
  ['NSEC_PER_USEC', 1_000n],
  ['USEC_PER_SEC', 1_000_000n],
  ['kSecondScale', 1_000_000_000n],
  ['kMillisecondScale', 1_000_000n],
  ['kMicrosecondScale', 1_000n],
  ['kNanosecondScale', 1n],
]);

/** Clocks of <time.h>, which are none of IOTimerDispatchSource. */
const TIME_H: ReadonlyMap<string, bigint> = new Map([
  ['CLOCK_REALTIME', 0n],
  ['CLOCK_MONOTONIC_RAW', 4n],
  ['CLOCK_MONOTONIC_RAW_APPROX', 5n],
  ['CLOCK_MONOTONIC', 6n],
  ['CLOCK_UPTIME_RAW', 8n],
  ['CLOCK_UPTIME_RAW_APPROX', 9n],
]);

/** The value of a name that is no local and no member: a global, an enumerator, a constant of Apple's. */
export function constant(here: Here, written: string): Value {
  const name = written.replace(/^.*::/, '');
  if (ZEROES.has(name)) {
    return number(0, name);
  }
  const clock = CLOCKS.get(name) ?? TIME_H.get(name);
  if (clock !== undefined) {
    return number(clock, name);
  }
  const scale = SCALES.get(name);
  if (scale !== undefined) {
    return { ...number(scale, name), tags: new Set(['ns']) };
  }
  if (/^(kIOReturn|KERN_|kUSBHostReturn)/.test(name)) {
    return number(codeOf(name), name);
  }
  const enumerator = enumeratorValue(here, written);
  if (enumerator) {
    return enumerator;
  }
  const { engine } = here;
  const global = globalNamed(here, written);
  const key = keyOf(here, name, global);
  const known = engine.assumed.get(key);
  if (known) {
    return known;
  }
  engine.assumed.set(key, engine.unknown(NO_TAGS)); // ends a cycle
  const value = (global && globalValue(here, global)) ?? engine.unknown(NO_TAGS);
  if (value.kind === 'unknown' && isUnseenMacro(here, name)) {
    engine.meanings.set(value.symbol, 'unseen macro');
  }
  engine.assumed.set(key, value);
  return value;
}

/** A name in capitals that no source defines. */
function isUnseenMacro({ engine: { dext } }: Here, name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name) && !dext.globals.has(name) && !dext.defines.has(name);
}

/** Files may mean different things by a name; one that no source has is the same for all. */
function keyOf(here: Here, name: string, global: Variable | undefined): string {
  const file = global?.file ?? (here.engine.dext.globals.has(name) ? sourceOf(here.frame) : null);
  return `c:${name}:${file?.path ?? ''}:${global?.node.start ?? ''}`;
}

/** A global that nobody can change, evaluated where it is defined. */
function globalValue(here: Here, { name, file, node, value }: Variable): Value | undefined {
  if (!value || node.type === 'enumerator') {
    return undefined;
  }
  const number = numberAt(here, { file, node: value });
  return number && { ...number, name: number.name ?? name };
}

/** The number that an expression outside all methods comes to; undefined where it is none. */
export function numberAt(here: Here, { file, node }: Place): NumberValue | undefined {
  const frame = {
    ...here.frame,
    id: here.engine.number(),
    file,
    self: null,
    owner: null,
    site: null,
    outer: null,
  };
  const [result] = evaluate({ ...here, frame }, node, new State(here.engine.defaultQueue));
  return result?.value.kind === 'number' ? result.value : undefined;
}

/** A number of its own for each error code, not zero: what they are does not matter. */
function codeOf(name: string): number {
  let hash = 7;
  for (const letter of name) {
    hash = (hash * 31 + letter.charCodeAt(0)) % 2_147_483_647;
  }
  return hash + 1;
}
