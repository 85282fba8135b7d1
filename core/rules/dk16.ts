import { QUEUE, TIMER } from '../flow/objects.ts';
import type { Finding } from './finding.ts';
import { lampDriverOnOwnQueue } from './own-queue-driver.ts';
import { has, placeKey } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { before, eventsOf, runsOf } from './timers.ts';

export const dk16: Rule = {
  id: 'DK16',
  title: "the queue's Cancel does not take the place of the timer's",
  severity: 'error',
  detects:
    'A queue that is cancelled in Stop while a timer that was created on it and armed is there, and that no path through this Cancel cancels the timer, before or after.',
  why: "IODispatchQueue::Cancel drops blocks that are dispatched to the queue from then on. A timer's events come from the system underneath, which goes on delivering them: the handler runs after the completion, in the middle of what the completion takes apart.",
  evidence: 'Behaviour of the shipped DriverKit framework.',
  fix: "Cancel the timer first, and the queue in the timer's completion.",
  bad: lampDriverOnOwnQueue({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (__c11_atomic_exchange(&ivars->stopping, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
    (void)ivars->queue->Cancel(^{ // DK16
        ivars->defaultQueue->DispatchAsync(^{
            OSSafeReleaseNULL(ivars->timer); // DK06
            (void)Stop(provider, SUPERDISPATCH);
        });
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriverOnOwnQueue(),
  check(subject): Finding[] {
    const findings: Finding[] = [];
    for (const analysis of subject.classes) {
      const cancels = runsOf(analysis, 'stop').flatMap((run) =>
        eventsOf(run, 'cancel')
          .filter((it) => it.object.type === QUEUE)
          .map((event) => ({ run, event })),
      );
      const inOrder = new Set<string>();
      const found: { readonly key: string; readonly finding: Finding }[] = [];
      for (const { run, event } of cancels) {
        const key = placeKey(event.site);
        const past = before(run, event);
        const all = [...run.history, ...run.events];
        for (const made of past) {
          if (made.kind !== 'create' || made.on !== event.object || made.object.type !== TIMER) {
            continue;
          }
          const timer = made.object;
          if (has(all, 'cancel', timer)) {
            inOrder.add(key);
          }
          const isThere = has(past, 'arm', timer) && !has(past, 'release', timer);
          if (isThere && !run.isTruncated && !has(all, 'cancel', timer) && !escapes(all, timer)) {
            found.push({
              key,
              finding: report({
                rule: 'DK16',
                severity: 'error',
                site: event.site,
                message:
                  'The timer goes on firing: cancelling its queue drops dispatched blocks only, and ticks run beside and behind the completion.',
                advice: "Cancel the timer, and the queue in the timer's completion.",
                related: [{ site: made.site, what: 'the timer is created on the queue here' }],
              }),
            });
          }
        }
      }
      findings.push(...found.filter((it) => !inOrder.has(it.key)).map((it) => it.finding));
    }
    return findings;
  },
};

function escapes(events: Parameters<typeof has>[0], timer: Parameters<typeof has>[2]): boolean {
  return timer.isSummary || has(events, 'escape', timer);
}
