import type { Nanoseconds } from './new-project-options.ts';
import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';

/** Longest first: formatting takes the first unit that divides the duration. */
const NANOSECONDS_PER_UNIT = [
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['us', 1_000n],
  ['ns', 1n],
] as const;

/** Below 50 us a dext would spend the machine on its timer alone. */
const SHORTEST_INTERVAL: Nanoseconds = 50_000n;
/** 24 hours. */
const LONGEST_INTERVAL: Nanoseconds = 86_400_000_000_000n;

/**
 * Reads a duration: a whole number and one of the units ns, us, ms, s, without a space. A bare
 * `0` needs no unit. Exact: digits go into a bigint, never through floating point.
 *
 * @returns nanoseconds, not yet checked against any limit
 */
export function parseDuration(text: string): Parsed<Nanoseconds> {
  if (text === '0') {
    return { value: 0n };
  }
  const match = /^([0-9]+)(ns|us|ms|s)$/.exec(text);
  const factor = NANOSECONDS_PER_UNIT.find(([unit]) => unit === match?.[2])?.[1];
  if (match?.[1] === undefined || factor === undefined) {
    return {
      problem: `${quote(text)} is not a duration; write a whole number with ns, us, ms or s, such as 500us or 1s.`,
    };
  }
  return { value: BigInt(match[1]) * factor };
}

/** The shortest exact text of a duration in nanoseconds: 1000000n is "1ms", 1500000n is "1500us". */
export function formatDuration(nanoseconds: Nanoseconds): string {
  for (const [unit, factor] of NANOSECONDS_PER_UNIT) {
    if (nanoseconds % factor === 0n) {
      return `${nanoseconds / factor}${unit}`;
    }
  }
  return `${nanoseconds}ns`;
}

/**
 * Reads the time between two ticks, 50us to 24h.
 *
 * @param known the leeway, where it is known already: it may not be longer than the interval
 */
export function parseInterval(
  text: string,
  known: { readonly leeway?: Nanoseconds },
): Parsed<Nanoseconds> {
  const parsed = parseDuration(text);
  if ('problem' in parsed) {
    return parsed;
  }
  if (parsed.value < SHORTEST_INTERVAL || parsed.value > LONGEST_INTERVAL) {
    const much = parsed.value < SHORTEST_INTERVAL ? 'short' : 'long';
    return { problem: `${quote(text)} is too ${much}; allowed are 50us to 86400s (24 hours).` };
  }
  if (known.leeway !== undefined && parsed.value < known.leeway) {
    return {
      problem: `${quote(text)} is shorter than the leeway; allowed are ${formatDuration(known.leeway)} to 86400s.`,
    };
  }
  return parsed;
}

/**
 * Reads the time by which the system may delay a tick, 0 to the interval.
 *
 * @param known the interval; while it is not known, its longest value is the limit
 */
export function parseLeeway(
  text: string,
  known: { readonly interval?: Nanoseconds },
): Parsed<Nanoseconds> {
  const parsed = parseDuration(text);
  if ('problem' in parsed) {
    return parsed;
  }
  const longest = known.interval ?? LONGEST_INTERVAL;
  if (parsed.value > longest) {
    const limit = known.interval === undefined ? 'longest interval' : 'interval';
    return {
      problem: `${quote(text)} is longer than the ${limit}; allowed are 0 to ${formatDuration(longest)}.`,
    };
  }
  return parsed;
}
