import type { EventOf } from '../flow/events.ts';
import { type Tags, tagsOf } from '../flow/values.ts';
import { clockOf, countsTicks } from '../rules/clocks.ts';
import type { Fix, Found } from './fix.ts';
import { callAt, eventsAt, textOf } from './places.ts';

/** A constant that is a clock, or is taken for one. */
const CONSTANT = /^(?:kIOTimerClock\w+|CLOCK_\w+|0)$/;

/**
 * DK22, DK23: the timer is armed on the clock that its deadline was read from. Only where that is
 * certain on every path, and where the leeway means the same as before.
 */
export function takeRightClock(found: Found): Fix | null {
  const { file, finding } = found;
  const seen = eventsAt(found, 'arm');
  const [first] = seen;
  const call = first && callAt(file, first.event.site);
  const [clock] = call?.args ?? [];
  const wanted = new Set(seen.map(({ event }) => clockFor(event)));
  const [only] = wanted;
  if (!clock || call?.args.length !== 3 || wanted.size !== 1 || !only) {
    return null;
  }
  const written = textOf(file, clock);
  return CONSTANT.test(written) && written !== only
    ? {
        rule: finding.rule,
        title: `the timer is armed on ${only}, from which its deadline is read`,
        edits: [{ file, start: clock.start, end: clock.end, text: only }],
      }
    : null;
}

/** The constant of the clock that a deadline is for; null where that is not certain. */
function clockFor(event: EventOf<'arm'>): string | null {
  const tags = tagsOf(event.deadline);
  const isTicks = tags.has('ticks');
  const isUptime = tags.has('uptime');
  const isSure =
    isTicks !== tags.has('ns') &&
    isUptime !== tags.has('continuous') &&
    !['converted', 'fixed', 'calendar'].some((it) => (tags as ReadonlySet<string>).has(it));
  if (!isSure || !keepsLeeway(event, isTicks)) {
    return null;
  }
  if (isTicks) {
    return isUptime ? 'kIOTimerClockMachAbsoluteTime' : 'kIOTimerClockMachContinuousTime';
  }
  return isUptime ? 'kIOTimerClockUptimeRaw' : 'kIOTimerClockMonotonicRaw';
}

/** A leeway of 0 is none on any clock; a bare number keeps its unit or had none so far. */
function keepsLeeway(event: EventOf<'arm'>, isTicks: boolean): boolean {
  const { leeway } = event;
  const before = clockOf(event);
  const tags: Tags = tagsOf(leeway);
  if (leeway.kind === 'number' && leeway.value === 0n) {
    return true;
  }
  if (tags.has('ticks') || tags.has('ns')) {
    return tags.has('ticks') === isTicks && tags.has('ns') !== isTicks;
  }
  return leeway.kind === 'number' && (before ? countsTicks(before.value) === isTicks : !isTicks);
}
