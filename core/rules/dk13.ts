import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { goTogether } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { after, before, eventsOf, runsOf } from './timers.ts';

/** What ends a wait for a semaphore or a condition. */
const SIGNAL = /\b(dispatch_semaphore_signal|semaphore_signal\w*|pthread_cond_(signal|broadcast))$/;
const WAIT_FOR_SIGNAL = /\b(dispatch_semaphore_wait|semaphore_wait|pthread_cond_wait)$/;

export const dk13: Rule = {
  id: 'DK13',
  title: 'Stop does not wait for a completion',
  severity: 'error',
  detects:
    'In Stop, and in the blocks that it leaves to run: a loop that sleeps or spins until a member changes which the completion of a Cancel, or a block queued by Stop, changes; a semaphore or condition that such a block signals. An error where the block needs the queue that waits, otherwise a warning. A sleep for its own sake is left alone.',
  why: 'The completion runs on the queue of what was cancelled, after the handler: while Stop waits on that queue, it cannot. Waiting on another queue hangs as soon as the handler needs that one.',
  evidence:
    'The completion of a source runs on the queue given to Create (IODispatchSource.iig); Stop runs on the Default queue (XNU IOService.iig), and queues are serial.',
  fix: 'Do what comes after the wait in the completion block, and return kIOReturnSuccess at once: the kernel waits for super Stop.',
  bad: lampDriver({
    ivars: `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    uint64_t deadline;
    bool stopping;
    bool gone;`,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{
        ivars->gone = true;
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    while (!ivars->gone) {
        IOSleep(10); // DK13
    }
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap((analysis) => runsOf(analysis, 'stop'))
      .flatMap((run) => waitForBlock(run) ?? [])
      .map(({ wait, block }) => {
        const isSame = wait.queue === block.queue;
        return report({
          rule: 'DK13',
          severity: isSame ? 'error' : 'warning',
          site: wait.site,
          message: isSame
            ? 'This waits for a block that needs the queue on which the wait blocks: Stop hangs.'
            : 'This blocks a queue until a block has run on another: Stop hangs if anything there needs this one.',
          advice: 'Go on in the block instead of waiting for it.',
          related: [{ site: block.site, what: 'the block that would end the wait' }],
        });
      });
  },
};

interface Wait {
  readonly wait: EventOf<'wait'>;
  readonly block: EventOf<'phase'>;
}

/** A wait, and the block that would end it, which was handed over before. */
function waitForBlock(run: Run): Wait | undefined {
  for (const wait of eventsOf(run, 'wait')) {
    for (const block of after(run, wait)) {
      const isHandedOver =
        block.kind === 'phase' && block.why !== 'other' && isBefore(run, wait, block);
      if (isHandedOver && endsWait(run, wait, block)) {
        return { wait, block };
      }
    }
  }
  return undefined;
}

/** Whether what hands the block over comes before the wait: a later one is nothing to wait for. */
function isBefore(run: Run, wait: FlowEvent, block: EventOf<'phase'>): boolean {
  return before(run, wait).some(
    (it) =>
      goTogether(it, wait) &&
      ((it.kind === 'cancel' && block.why === 'cancel' && it.object === block.object) ||
        (it.kind === 'dispatch' && block.why === 'dispatch' && it.to === block.object)),
  );
}

function endsWait(run: Run, wait: EventOf<'wait'>, block: EventOf<'phase'>): boolean {
  const inside = run.events.filter((it) => it.phase === block.phase);
  if (wait.loopReads) {
    const names = new Set(wait.loopReads);
    return inside.some((it) => it.kind === 'write' && names.has(it.place.name));
  }
  return (
    WAIT_FOR_SIGNAL.test(wait.by) &&
    inside.some((it) => it.kind === 'call' && SIGNAL.test(it.callee))
  );
}
