import type { EventOf } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import type { Finding } from './finding.ts';
import { isBusy, lateActs } from './late-ticks.ts';
import { lampDriverOnOwnQueue } from './own-queue-driver.ts';
import { isOnOwnQueue, queueOf, tickMethods, timersOf } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { flagWrites } from './stopping-flags.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { eventsOf, runsOf } from './timers.ts';

export const dk20: Rule = {
  id: 'DK20',
  title: 'the stopping flag is set before Cancel, and atomic across queues',
  severity: 'error',
  detects:
    "A flag that the handler tests and Stop sets in the completion of the timer's Cancel only, or behind Cancel: an error where it can be missed, a warning where Stop shares the queue with the ticks. A flag that is no atomic, written on another queue than the timer's without a lock, is a warning.",
  why: 'A tick that is already queued tests the flag between Cancel and the completion: a flag that is set later does not stop it. On two queues a plain bool is a data race, and the tick may not see it at all.',
  evidence:
    'Behaviour of the shipped DriverKit framework: the completion of Cancel runs behind the last tick. The C++ memory model for the rest.',
  fix: 'Set the flag as the first thing in Stop, before Cancel; where the timer has a queue of its own, make it _Atomic(bool) or std::atomic<bool>.',
  bad: lampDriverOnOwnQueue({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    (void)ivars->timer->Cancel(^{
        (void)ivars->queue->Cancel(^{
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->timer);
                (void)Stop(provider, SUPERDISPATCH);
            });
        });
    });
    ivars->stopping = true; // DK20
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriverOnOwnQueue(),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      tickMethods(analysis).flatMap((handler) => judge(subject, analysis, handler)),
    );
  },
};

function judge(subject: RuleSubject, analysis: ClassAnalysis, handler: string): Finding[] {
  const timers = timersOf(analysis, handler);
  const isPassed = lateActs(analysis, handler).length > 0;
  return runsOf(analysis, 'stop').flatMap((stop) => {
    const cancel = eventsOf(stop, 'cancel').find((it) => timers.has(it.object));
    if (!cancel) {
      return [];
    }
    const writes = flagWrites(subject, analysis, { stop, handler });
    const isEarly = (it: EventOf<'write'>) => stop.events.indexOf(it) < stop.events.indexOf(cancel);
    const early = writes.filter(isEarly);
    const behind = writes.find((it) => !isEarly(it) && it.phase === 0);
    const [late] = writes;
    const isOwn = isOnOwnQueue(stop, cancel.object);
    if (early.length > 0) {
      return isOwn && !isPassed && isBusy(analysis, handler) ? racing(stop, cancel, early) : [];
    }
    if (behind && !isPassed && isBusy(analysis, handler)) {
      return [tooLate(behind, cancel, isOwn ? 'error' : 'warning')];
    }
    return late && !behind && isPassed ? [tooLate(late, cancel, 'error')] : [];
  });
}

function tooLate(
  write: EventOf<'write'>,
  cancel: EventOf<'cancel'>,
  severity: 'error' | 'warning',
): Finding {
  return report({
    rule: 'DK20',
    severity,
    site: write.site,
    message:
      severity === 'error'
        ? 'The flag is set too late: a tick that is queued when Stop cancels the timer runs before it.'
        : 'The flag is set behind Cancel, which works only because ticks and Stop share a queue.',
    advice: 'Set the flag before Cancel.',
    related: [{ site: cancel.site, what: 'the timer is cancelled here' }],
  });
}

/** Flags that are plain variables although ticks run on another queue than the one that sets them. */
function racing(
  stop: Run,
  cancel: EventOf<'cancel'>,
  early: readonly EventOf<'write'>[],
): Finding[] {
  const queue = queueOf(stop, cancel.object);
  const isSafe = early.some((it) => it.isAtomic || it.queue === queue || isLocked(stop, it));
  const [write] = early;
  return isSafe || !write
    ? []
    : [
        report({
          rule: 'DK20',
          severity: 'warning',
          site: write.site,
          message:
            'The flag is written on one queue and tested by ticks on another without an atomic operation: a tick may miss it.',
          advice: 'Make the flag atomic.',
          related: [],
        }),
      ];
}

function isLocked(run: Run, write: EventOf<'write'>): boolean {
  const past = run.events.slice(0, run.events.indexOf(write));
  const locks = past.filter((it) => it.kind === 'lock');
  return locks.filter((it) => it.on).length > locks.filter((it) => !it.on).length;
}
