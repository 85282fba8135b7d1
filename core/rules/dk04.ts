import { INTERRUPT, QUEUE, TIMER } from '../flow/objects.ts';
import { lampDriver, START } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { eventsOf, ordinaryRuns } from './timers.ts';

/** Those whose Cancel calls its handler without a look at it; others are known to test it. */
const UNCHECKED: ReadonlySet<string> = new Set([TIMER, INTERRUPT, QUEUE]);

export const dk04: Rule = {
  id: 'DK04',
  title: 'Cancel of a source or queue gets a block',
  severity: 'error',
  detects:
    'Cancel of an IOTimerDispatchSource, an IOInterruptDispatchSource or an IODispatchQueue with a null handler, written out or in a variable. OSAction and IODataQueueDispatchSource test their handler and may get none.',
  why: 'When the cancellation is through, DriverKit calls the handler without testing it: a null block faults at address 0x10, and the dext crashes each time it is stopped.',
  evidence:
    "Field reports of a fault at address 0x10 on macOS after Cancel(nullptr) of a timer, which the code of Apple's DriverKit framework explains.",
  fix: 'Pass a block, and do in it what has to wait for the cancellation: release the timer, go on with super Stop.',
  bad: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        (void)ivars->lampQueue->Cancel(nullptr); // DK04
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
    ivars: `\
    IODispatchQueue *queue;
    IODispatchQueue *lampQueue;
    IOTimerDispatchSource *timer;
    uint64_t deadline;
    bool stopping;`,
    start: START.replace(
      '    ret = IOTimerDispatchSource::Create',
      `\
    ret = IODispatchQueue::Create("LampQueue", 0, 0, &ivars->lampQueue);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = IOTimerDispatchSource::Create`,
    ),
    free: `\
void LampDriver::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->timer);
        OSSafeReleaseNULL(ivars->lampQueue);
        OSSafeReleaseNULL(ivars->queue);
    }
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
    super::free();
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return ordinaryRuns(subject).flatMap((run) =>
      eventsOf(run, 'cancel')
        .filter((it) => UNCHECKED.has(it.object.type) && it.completion === 'null')
        .map((it) =>
          report({
            rule: 'DK04',
            severity: 'error',
            site: it.site,
            message:
              'Cancel without a handler: DriverKit calls the null block and the dext crashes at address 0x10.',
            advice: 'Pass a block, and release the source and go on with super Stop inside it.',
          }),
        ),
    );
  },
};
