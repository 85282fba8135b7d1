import type { EventOf } from '../flow/events.ts';
import { QUEUE, TIMER } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { has, queueOf, timersOf } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { after, before, eventsOf, runsOf } from './timers.ts';

export const dk18: Rule = {
  id: 'DK18',
  title: 'no release of the timer or its queue in its handler',
  severity: 'error',
  detects:
    'A release or reset of the timer whose handler runs, or of the queue that the driver created for it, before the handler returns. A reference that the handler itself has taken may be given back, and blocks that it dispatches are not looked at.',
  why: 'DriverKit calls the handler from the event block of the timer, and reads the timer and its queue again when the handler has returned: by then they are freed.',
  evidence: 'Behaviour of the shipped DriverKit framework, seen in a host model as well.',
  fix: 'Let the handler only return without arming the timer again; Stop cancels it with a block, and releases it there.',
  bad: lampDriver({
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    OSSafeReleaseNULL(ivars->timer); // DK18
}`,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    if (!ivars->timer) {
        return Stop(provider, SUPERDISPATCH);
    }
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver({
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
}`,
  }),
  check(subject): Finding[] {
    const findings: Finding[] = [];
    for (const analysis of subject.classes) {
      for (const run of runsOf(analysis, 'tick', 'late tick')) {
        const timers = timersOf(analysis, run.entry.method);
        const queues = new Set([...timers].map((it) => queueOf(run, it)));
        for (const event of eventsOf(run, 'release')) {
          const isTimer = event.object.type === TIMER && timers.has(event.object);
          const isQueue =
            event.object.type === QUEUE && event.object.isCreated && queues.has(event.object);
          if (!(isTimer || isQueue) || event.phase > 0 || isOwnReference(run, event)) {
            continue;
          }
          findings.push(
            report({
              rule: 'DK18',
              severity: 'error',
              site: event.site,
              message: isTimer
                ? 'The timer is freed inside its own handler: DriverKit reads it again when the handler returns.'
                : "The timer's queue is freed inside a handler that runs on it, and used again when the handler returns.",
              advice: 'Cancel the timer with a block and release it there, the queue in free().',
              related: event.object.site
                ? [
                    {
                      site: event.object.site,
                      what: `the ${isTimer ? 'timer' : 'queue'} is created here`,
                    },
                  ]
                : [],
            }),
          );
        }
      }
    }
    return findings;
  },
};

/** A reference that the handler took: by retain(), or with a smart pointer of its own. */
function isOwnReference(run: Run, event: EventOf<'release'>): boolean {
  const isLocalPointer =
    event.how === 'smart pointer' &&
    !after(run, event).some(
      (it) => it.kind === 'write' && it.site.start === event.site.start && it.place.owner !== null,
    );
  const past = before(run, event).filter((it) => run.events.includes(it));
  return isLocalPointer || has(past, 'retain', event.object) || event.object.isSummary;
}
