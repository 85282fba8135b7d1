import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { type Tags, tagsOf } from '../flow/values.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { placeKey, tickMethods, ticksOf, timersOf } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis } from './subject.ts';
import { eventsOf } from './timers.ts';

export const dk24: Rule = {
  id: 'DK24',
  title: 'the next deadline is counted from the last one',
  severity: 'warning',
  detects:
    'A handler that arms its timer at the current time, or at its own `time`, plus something. Where the time is only taken over once a deadline has been missed or as a series begins, or is brought onto a grid of whole periods, or where the last deadline is part of the sum, nothing is said.',
  why: "A tick is always a little late, and so is the handler's `time`, which is when the timer really fired. Counted from there each delay moves all ticks that follow: a timer of 1 ms loses seconds in an hour.",
  evidence:
    "Apple's header IOTimerDispatchSource.iig; behaviour of the shipped DriverKit framework.",
  fix: 'Keep the deadline in a member, add the period to it, and skip periods that were missed.',
  bad: lampDriver({
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, time + kPeriod, 0); // DK24
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) => {
      const arms = rearms(analysis);
      const counted = new Set(arms.filter(isCounted).map((it) => placeKey(it.event.site)));
      return arms
        .filter((it) => isFromNow(it) && !counted.has(placeKey(it.event.site)))
        .map(({ event }) =>
          report({
            rule: 'DK24',
            severity: 'warning',
            site: event.site,
            message: tagsOf(event.deadline).has('fire-time')
              ? "The next deadline counts from the handler's `time`, which is when the timer really fired: each delay moves all later ticks."
              : 'The next deadline counts from the current time: each delay moves all later ticks.',
            advice: 'Keep the deadline in a member and add the period to it.',
          }),
        );
    });
  },
};

interface Rearm {
  readonly run: Run;
  readonly event: EventOf<'arm'>;
}

/** Where handlers arm their own timers. */
export function rearms(analysis: ClassAnalysis): Rearm[] {
  return tickMethods(analysis).flatMap((method) => {
    const timers = timersOf(analysis, method);
    return ticksOf(analysis, method).flatMap((run) =>
      eventsOf(run, 'arm')
        .filter((it) => timers.has(it.object))
        .map((event) => ({ run, event })),
    );
  });
}

/** Whether the run has compared a deadline with the time before. */
export function isTested(run: Run, event: FlowEvent): boolean {
  return run.events.slice(0, run.events.indexOf(event)).some((it) => it.kind === 'overdue-test');
}

function isFromNow({ run, event }: Rearm): boolean {
  const tags = tagsOf(event.deadline);
  return isRead(tags) && !tags.has('past') && !tags.has('grid') && !isTested(run, event);
}

/** Whether a deadline is the last one and something, or may be: a member of which we know nothing. */
function isCounted({ event: { deadline } }: Rearm): boolean {
  const tags = tagsOf(deadline);
  return tags.has('past') || (deadline.kind === 'unknown' && !isRead(tags));
}

/** Whether the current time is in a value. */
function isRead(tags: Tags): boolean {
  return tags.has('now') || tags.has('fire-time');
}
