import { tagsOf } from '../flow/values.ts';
import { isTested, rearms } from './dk24.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';

export const dk25: Rule = {
  id: 'DK25',
  title: 'missed periods are skipped',
  severity: 'warning',
  detects:
    'A handler that arms its timer at an earlier deadline plus something, on a path that has not compared the deadline with the current time. Where the current time is part of the sum, nothing is said.',
  why: 'A deadline in the past fires at once. After a stall or a sleep all missed ticks come in a burst, as fast as the handler returns: thousands of them for a timer of 1 ms that slept some seconds.',
  evidence:
    "Apple's header IOTimerDispatchSource.iig: deadlines are absolute times, and what has passed fires.",
  fix: 'Compare the next deadline with the current time, and add as many whole periods as it takes.',
  bad: lampDriver({
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    ivars->deadline += kPeriod;
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0); // DK25
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      rearms(analysis)
        .filter(({ run, event }) => {
          const tags = tagsOf(event.deadline);
          const isCounted = tags.has('past') && !tags.has('now') && !tags.has('fire-time');
          return isCounted && !isTested(run, event);
        })
        .map(({ event }) =>
          report({
            rule: 'DK25',
            severity: 'warning',
            site: event.site,
            message: 'After a stall or a sleep all missed ticks come at once, in a burst.',
            advice: 'Skip the periods that have passed before arming the timer.',
          }),
        ),
    );
  },
};
