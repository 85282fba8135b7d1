import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { before, eventsOf, isTimerAction } from './timers.ts';

const IVARS_WITH_ACTION = `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    OSAction *blinkAction;
    uint64_t deadline;
    bool stopping;`;

const START_WITH_ACTION = `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret == kIOReturnSuccess) {
        ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->queue);
    }
    if (ret == kIOReturnSuccess) {
        ret = IOTimerDispatchSource::Create(ivars->queue, &ivars->timer);
    }
    if (ret == kIOReturnSuccess) {
        ret = CreateActionBlink(0, &ivars->blinkAction);
    }
    if (ret == kIOReturnSuccess) {
        ret = ivars->timer->SetHandler(ivars->blinkAction);
    }
    if (ret == kIOReturnSuccess) {
        ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
        ret = ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
    }
    if (ret != kIOReturnSuccess) {
        (void)Stop(provider, SUPERDISPATCH);
    }
    return ret;
}`;

export const dk01: Rule = {
  id: 'DK01',
  title: "no Cancel on a timer's action",
  severity: 'error',
  detects:
    "OSAction::Cancel on the action of a timer: one made by CreateAction for a TimerOccurred handler, or given to a timer's SetHandler. Actions of anything else may be cancelled, and so may a timer's action from inside its own handler.",
  why: "OSAction::Cancel looks up the queue of the action's target and asserts where there is none. It does not stop the timer, whose delivery never looks at the flag that it sets, and after super Stop its completion never comes.",
  evidence:
    "Apple Developer Forums, \"DriverKit assertion in OSAction::Cancel() for timer handler\", accepted answer of Apple's engineer; the kernel's twin in XNU IOUserServer.cpp. With source and queue alive, as in Apple's NullDriver sample, it mostly works: then it is a warning.",
  fix: 'Keep the action in a local, release it right after SetHandler and never cancel it; cancel the timer itself, with a block, and go on in that block.',
  bad: lampDriver({
    ivars: IVARS_WITH_ACTION,
    start: START_WITH_ACTION,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->stopping = true;
    ivars->blinkAction->Cancel(^{ // DK01
        (void)ivars->timer->Cancel(^{
            OSSafeReleaseNULL(ivars->timer);
            (void)Stop(provider, SUPERDISPATCH);
        });
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    const findings: Finding[] = [];
    for (const run of subject.classes.flatMap((it) => it.runs)) {
      for (const event of eventsOf(run, 'cancel')) {
        const isOwnHandler = run.entry.kind === 'tick' && event.object.handler === run.entry.method;
        // A second Stop meets what the first one left: that is another rule's matter.
        const isAgain = run.entry.kind === 'stop again';
        if (!isTimerAction(subject, event.object) || isOwnHandler || isAgain) {
          continue;
        }
        const isDead = event.sourceIsAlive === false;
        const gone = before(run, event).findLast(
          (it) => (it.kind === 'release' || it.kind === 'cancel') && it.object.type !== 'OSAction',
        );
        findings.push(
          report({
            rule: 'DK01',
            severity: isDead ? 'error' : 'warning',
            site: event.site,
            message: isDead
              ? "The timer's action is cancelled when its source or queue is gone: OSAction::Cancel asserts, and the dext dies."
              : "Cancelling the timer's action does not stop the timer, and asserts where the target has no queue.",
            advice:
              'Do not cancel the action: keep it in a local, release it right after SetHandler, and cancel the timer with a block.',
            related: [
              ...(event.object.site
                ? [{ site: event.object.site, what: 'the action is created here' }]
                : []),
              ...(isDead && gone
                ? [{ site: gone.site, what: 'the source or queue goes here' }]
                : []),
            ],
          }),
        );
      }
    }
    return findings;
  },
};
