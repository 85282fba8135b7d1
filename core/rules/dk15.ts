import type { EventOf } from '../flow/events.ts';
import { TIMER } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { isNull } from '../flow/values.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding, Severity } from './finding.ts';
import { has, isOnOwnQueue, placeKey, queueOf } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis } from './subject.ts';
import { after, eventsOf, runsOf } from './timers.ts';

export const dk15: Rule = {
  id: 'DK15',
  title: 'SetEnable(false) does not take the place of Cancel',
  severity: 'error',
  detects:
    'A timer that is disabled on the way out of Stop, or before its release in another method, and that no path cancels. It is an error where the timer runs on a queue of its own, otherwise a warning.',
  why: 'SetEnable(false) only stores a flag, and waits for nothing: a tick may be running or queued, and WakeAtTime in it sets the flag again. The late tick then meets a released timer or a driver that has stopped.',
  evidence:
    'Behaviour of the shipped DriverKit framework. An Apple audio sample and its copies tear down in this way; for interrupt sources a kernel panic is reported.',
  fix: 'Cancel the timer with a block, and release it in that block.',
  bad: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->stopping = true;
    (void)ivars->timer->SetEnable(false); // DK15
    OSSafeReleaseNULL(ivars->timer);
    return Stop(provider, SUPERDISPATCH);
}`,
  }),
  good: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->SetEnable(false);
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
  }),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) => {
      const ends = runsOf(analysis, 'stop', 'method').flatMap((run) =>
        eventsOf(run, 'enable')
          .filter((it) => it.object.type === TIMER && isNull(it.on))
          .map((event): Ending => ({ run, event, isLast: isLast(run, event) })),
      );
      const others = new Set(ends.filter((it) => !it.isLast).map((it) => placeKey(it.event.site)));
      return ends
        .filter((it) => it.isLast && !others.has(placeKey(it.event.site)))
        .map(({ run, event }) => found(analysis, run, event));
    });
  },
};

interface Ending {
  readonly run: Run;
  readonly event: EventOf<'enable'>;
  readonly isLast: boolean;
}

/** Whether the timer goes, or the driver does, and nothing else was done to end the timer. */
function isLast(run: Run, event: EventOf<'enable'>): boolean {
  const { object } = event;
  const all = [...run.history, ...run.events];
  const rest = after(run, event);
  const isEnd =
    has(rest, 'release', object) ||
    (run.entry.kind === 'stop' && rest.some((it) => it.kind === 'super' && it.method === 'Stop'));
  return (
    isEnd &&
    !object.isSummary &&
    !run.isTruncated &&
    !has(all, 'cancel', object) &&
    !has(all, 'escape', object)
  );
}

function found(analysis: ClassAnalysis, run: Run, event: EventOf<'enable'>): Finding {
  const { object } = event;
  const released = after(run, event).find((it) => it.kind === 'release' && it.object === object);
  const isOnItsQueue = released !== undefined && released.queue === queueOf(run, object);
  const severity: Severity =
    analysis.role === 'audio'
      ? 'info'
      : isOnOwnQueue(run, object) && !isOnItsQueue
        ? 'error'
        : 'warning';
  return report({
    rule: 'DK15',
    severity,
    site: event.site,
    message:
      severity === 'error'
        ? 'SetEnable(false) waits for nothing: a tick on the queue of the timer may be running or queued, and touches what is gone.'
        : 'SetEnable(false) waits for nothing and the next WakeAtTime undoes it: a tick that is queued comes late.',
    advice: 'Cancel the timer with a block, and release it there.',
    related: released ? [{ site: released.site, what: 'the timer is released here' }] : [],
  });
}
