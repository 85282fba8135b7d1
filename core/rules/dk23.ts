import { TIMER } from '../flow/objects.ts';
import { clockOf } from './clocks.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { eventsOf } from './timers.ts';

const TICK = `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
}`;

export const dk23: Rule = {
  id: 'DK23',
  title: "WakeAtTime's first argument is one of the timer's clocks",
  severity: 'error',
  detects:
    'WakeAtTime with a constant that is no kIOTimerClock: an error; with 0, which counts as kIOTimerClockMachAbsoluteTime: a warning. A value that is not known from the source is left alone.',
  why: 'WakeAtTime returns kIOReturnBadArgument and the timer is not armed: it never fires. The CLOCK_ constants of <time.h> are other numbers. With 0 the deadline is in Mach ticks, which is easily overlooked.',
  evidence:
    "Apple's header IOTimerDispatchSource.iig for the constants; behaviour of the shipped DriverKit framework for all others.",
  fix: 'Pass the kIOTimerClock constant that the deadline is read from, kIOTimerClockUptimeRaw for CLOCK_UPTIME_RAW.',
  bad: lampDriver({
    arm: `\
    ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
    ret = ivars->timer->WakeAtTime(CLOCK_UPTIME_RAW, ivars->deadline, 0); // DK23`,
    tick: TICK,
  }),
  good: lampDriver({ tick: TICK }),
  check(subject): Finding[] {
    const findings: Finding[] = [];
    for (const run of subject.classes.flatMap((it) => it.runs)) {
      for (const event of eventsOf(run, 'arm')) {
        const { clock, object } = event;
        if (object.type !== TIMER || clock.kind !== 'number') {
          continue;
        }
        const isZero = clock.value === 0n;
        if (isZero || !clockOf(event)) {
          findings.push(
            report({
              rule: 'DK23',
              severity: isZero ? 'warning' : 'error',
              site: event.site,
              message: isZero
                ? 'The clock is 0, which counts as kIOTimerClockMachAbsoluteTime: the deadline is in Mach ticks.'
                : `${clock.name ?? clock.value} is no clock of a timer: WakeAtTime returns kIOReturnBadArgument, and the timer never fires.`,
              advice: 'Pass one of the kIOTimerClock constants.',
            }),
          );
        }
      }
    }
    return findings;
  },
};
