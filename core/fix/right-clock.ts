import type { EventOf } from '../flow/events.ts';
import { type Tags, tagsOf } from '../flow/values.ts';
import { clockOf, countsTicks } from '../rules/clocks.ts';
import { mayBeSame } from '../rules/references.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Fix, FixEdit, Found } from './fix.ts';
import { callAt, textOf } from './places.ts';

/** A constant that is a clock, or is taken for one. */
const CONSTANT = /^(?:kIOTimerClock\w+|CLOCK_\w+|0)$/;

/**
 * DK22, DK23: the timer is armed on the clock that its deadline was read from. Only where that is
 * certain on every path, and where the leeway means the same as before. A timer that is armed on
 * the same wrong clock elsewhere is put right there as well, or nowhere: its deadlines follow from
 * one another.
 */
export function takeRightClock(found: Found): Fix | null {
  const { finding, file, offset } = found;
  const places = placesOfTimer(found);
  const here = places.find((it) => it.file === file && it.start === offset);
  const only = here?.wanted;
  if (!here || !only || here.clock === null || here.written === only) {
    return null;
  }
  const together = places.filter((it) => isOnClockOf(it, here) && it.wanted !== it.written);
  const edits = together.flatMap(({ file: at, clock, written, wanted }): FixEdit[] =>
    clock && CONSTANT.test(written) && wanted === only
      ? [{ file: at, start: clock.start, end: clock.end, text: only }]
      : [],
  );
  return edits.length === together.length
    ? {
        rule: finding.rule,
        title: `the timer is armed on ${only}, from which its deadline is read`,
        edits,
      }
    : null;
}

/** A call of WakeAtTime, and what is known of it from all paths that come by. */
interface Place {
  readonly file: SourceFile;
  readonly start: number;
  readonly events: readonly EventOf<'arm'>[];
  /** The first argument; null where the call is spelled in another way. */
  readonly clock: SyntaxNode | null;
  readonly written: string;
  /** The constant of the right clock; null where that is not certain. */
  readonly wanted: string | null;
}

/** Where the timer of a finding is armed, the place of the finding included. */
function placesOfTimer({ subject, file, offset }: Found): Place[] {
  const arms = subject.classes
    .flatMap((it) => it.runs)
    .flatMap((run) => run.events.filter((it): it is EventOf<'arm'> => it.kind === 'arm'));
  const own = new Set(
    arms.filter(({ site }) => site.file === file && site.start === offset).map((it) => it.object),
  );
  const groups = new Map<string, EventOf<'arm'>[]>();
  for (const arm of arms.filter((it) => [...own].some((at) => mayBeSame(subject, at, it.object)))) {
    const key = `${arm.site.file.path}:${arm.site.start}`;
    groups.set(key, [...(groups.get(key) ?? []), arm]);
  }
  return [...groups.values()].flatMap((events) => {
    const site = events[0]?.site;
    return site ? [placeOf(site.file, site.start, events)] : [];
  });
}

function placeOf(file: SourceFile, start: number, events: readonly EventOf<'arm'>[]): Place {
  const call = events[0] && callAt(file, events[0].site);
  const clock = call?.args.length === 3 ? (call.args[0] ?? null) : null;
  const wanted = new Set(events.map(clockFor));
  const [only = null] = wanted;
  const written = clock ? textOf(file, clock) : '';
  return { file, start, events, clock, written, wanted: wanted.size === 1 ? only : null };
}

/** Whether a place may arm on the clock that another one arms on now. */
function isOnClockOf(place: Place, other: Place): boolean {
  const clocks = new Set(other.events.map(({ clock }) => clockValue(clock)));
  return place.events.some(({ clock }) => clocks.has(clockValue(clock)));
}

function clockValue(clock: EventOf<'arm'>['clock']): bigint | null {
  return clock.kind === 'number' ? clock.value : null;
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
