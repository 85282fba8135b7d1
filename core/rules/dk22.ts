import type { EventOf } from '../flow/events.ts';
import { TIMER } from '../flow/objects.ts';
import { type Tag, type Tags, tagsOf } from '../flow/values.ts';
import { clockOf, countsTicks } from './clocks.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding, Severity } from './finding.ts';
import { placeKey } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { eventsOf } from './timers.ts';

/** Ten microseconds: less than that is no leeway that anyone would notice. */
const SMALL_LEEWAY = 10_000n;

const TICK = `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
}`;

export const dk22: Rule = {
  id: 'DK22',
  title: "deadline and leeway are in the clock's unit, from the clock itself",
  severity: 'error',
  detects:
    'A deadline or leeway in nanoseconds for a clock that counts Mach ticks or the other way round, nanoseconds or a bare number added to Mach ticks, and a deadline that was read from another clock than the one that the timer is armed on. What was multiplied or divided by the timebase, or by what may be it, is left alone.',
  why: 'On Intel a tick is a nanosecond, on Apple silicon it is 125/3 of them: what works on one is 41.7 times too long or too short on the other. Clocks that go on during sleep and clocks that stop drift apart with each sleep.',
  evidence:
    "Apple's header IOTimerDispatchSource.iig for the clocks; the behaviour of the shipped framework for the unit of the leeway. Code of Apple's own has the mistake.",
  fix: 'Arm on kIOTimerClockUptimeRaw with clock_gettime_nsec_np(CLOCK_UPTIME_RAW) and nanoseconds, or scale by mach_timebase_info.',
  bad: lampDriver({
    arm: `\
    ret = ivars->timer->WakeAtTime(kIOTimerClockMachAbsoluteTime, // DK22
                                   mach_absolute_time() + kPeriod, 0);`,
    tick: TICK,
  }),
  good: lampDriver({ tick: TICK }),
  check(subject): Finding[] {
    const arms = subject.classes
      .flatMap((it) => it.runs)
      .flatMap((run) => eventsOf(run, 'arm'))
      .filter((it) => it.object.type === TIMER)
      .map((event) => ({ event, wrong: judge(event) }));
    // A helper that converts only where the timebase is not 1:1 has a path that does not.
    const right = new Set(
      arms
        .filter(({ event, wrong }) => !wrong && isComputed(event))
        .map((it) => placeKey(it.event.site)),
    );
    return arms.flatMap(({ event, wrong }) =>
      wrong && !right.has(placeKey(event.site))
        ? [report({ rule: 'DK22', site: event.site, ...wrong })]
        : [],
    );
  },
};

/** Says something of the unit: an older deadline that is taken as it is does not. */
function isComputed({ deadline, leeway }: EventOf<'arm'>): boolean {
  return tagsOf(deadline).has('now') || leeway.kind === 'unknown';
}

interface Wrong {
  readonly severity: Severity;
  readonly message: string;
  readonly advice: string;
}

function judge(event: EventOf<'arm'>): Wrong | null {
  const clock = clockOf(event);
  if (!clock) {
    return null;
  }
  const deadline = tagsOf(event.deadline);
  const leeway = tagsOf(event.leeway);
  const isTicks = countsTicks(clock.value);
  return (
    unit(deadline, isTicks, 'deadline') ??
    base(deadline, clock.base) ??
    unit(leeway, isTicks, 'leeway') ??
    bareLeeway(event, isTicks)
  );
}

function unit(tags: Tags, isTicks: boolean, what: 'deadline' | 'leeway'): Wrong | null {
  if (tags.has('converted')) {
    return null;
  }
  if (isTicks ? tags.has('ns') : tags.has('ticks')) {
    return {
      severity: 'error',
      message: isTicks
        ? `The ${what} is in nanoseconds and the clock counts Mach ticks: 41.7 times too long on Apple silicon.`
        : `The ${what} is in Mach ticks and the clock counts nanoseconds: 41.7 times too short on Apple silicon.`,
      advice: isTicks
        ? 'Use kIOTimerClockUptimeRaw with clock_gettime_nsec_np(CLOCK_UPTIME_RAW), or convert with mach_timebase_info.'
        : 'Read the time with clock_gettime_nsec_np from the clock that the timer is armed on.',
    };
  }
  return tags.has('fixed')
    ? {
        severity: 'error',
        message:
          'A bare number is added to Mach ticks, whose length differs: meant as nanoseconds it is 41.7 times too long on Apple silicon.',
        advice:
          'Use kIOTimerClockUptimeRaw with clock_gettime_nsec_np(CLOCK_UPTIME_RAW), or convert with mach_timebase_info.',
      }
    : null;
}

const NAMES: Readonly<Partial<Record<Tag, string>>> = {
  uptime: 'stops during sleep',
  continuous: 'goes on during sleep',
  calendar: 'follows the calendar',
};

/** From another clock than the one that it is for. */
function base(tags: Tags, wanted: Tag): Wrong | null {
  const read = [...tags].filter((it) => NAMES[it] !== undefined);
  const [only] = read;
  return read.length === 1 && only && only !== wanted
    ? {
        severity: 'error',
        message: `The deadline is read from a clock that ${NAMES[only]}, the timer is armed on one that ${NAMES[wanted]}: they differ by all the time slept.`,
        advice: 'Read the time from the clock that the timer is armed on.',
      }
    : null;
}

function bareLeeway(event: EventOf<'arm'>, isTicks: boolean): Wrong | null {
  const { leeway } = event;
  return isTicks &&
    leeway.kind === 'number' &&
    leeway.tags.size === 0 &&
    leeway.value >= SMALL_LEEWAY
    ? {
        severity: 'warning',
        message:
          'The leeway is a bare number for a clock that counts Mach ticks: meant as nanoseconds it is 41.7 times too long on Apple silicon.',
        advice:
          'Use a clock that counts nanoseconds, or convert the leeway with mach_timebase_info.',
      }
    : null;
}
