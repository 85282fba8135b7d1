import type { EventOf, FlowEvent } from '../flow/events.ts';
import { TIMER } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import type { Finding } from './finding.ts';
import { lampDriverOnOwnQueue } from './own-queue-driver.ts';
import { hasFailed, surely } from './paths.ts';
import { quiesces, withHook } from './quiesce.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { before, runsOf } from './timers.ts';

const HOOK = {
  declarations: '    void QuiesceHardware(IOService *provider) LOCALONLY;',
  behind: `\
void LampDriver::QuiesceHardware(IOService *)
{
}`,
};

export const dk12: Rule = {
  id: 'DK12',
  title: 'QuiesceHardware cannot overlap a tick',
  severity: 'error',
  detects:
    'Only where the class declares QuiesceHardware, the hook of the drivers that this generator writes: Stop calls it while a timer is armed on another queue and its Cancel has not completed.',
  why: 'A tick may be running on its queue at that moment: it writes to the hardware while, and after, the hook silences it.',
  evidence:
    'IODispatchQueue.iig: each queue is serial for itself only; XNU IOService.iig: Stop quiesces everything before it calls super.',
  fix: "Call the hook behind the completion of the timer's Cancel, back on the Default queue; or create the timer on the Default queue, where Stop cannot overlap it.",
  bad: lampDriverOnOwnQueue({
    ...HOOK,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (__c11_atomic_exchange(&ivars->stopping, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
    QuiesceHardware(provider); // DK12
    (void)ivars->timer->Cancel(^{
        (void)ivars->queue->Cancel(^{
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->timer);
                (void)Stop(provider, SUPERDISPATCH);
            });
        });
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriverOnOwnQueue({
    ...HOOK,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (__c11_atomic_exchange(&ivars->stopping, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
    (void)ivars->timer->Cancel(^{
        (void)ivars->queue->Cancel(^{
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->timer);
                QuiesceHardware(provider);
                (void)Stop(provider, SUPERDISPATCH);
            });
        });
    });
    return kIOReturnSuccess;
}`,
  }),
  check(subject): Finding[] {
    return withHook(subject)
      .flatMap((analysis) => surely(runsOf(analysis, 'stop'), overlap))
      .map(({ quiesce, timer }) =>
        report({
          rule: 'DK12',
          severity: 'error',
          site: quiesce.site,
          message:
            'QuiesceHardware runs while a tick may be running on another queue, and be writing to the hardware.',
          advice: "Call it behind the completion of the timer's Cancel.",
          related: [{ site: timer.site, what: 'the timer is created on its own queue here' }],
        }),
      );
  },
};

interface Overlap {
  readonly quiesce: EventOf<'enter'>;
  readonly timer: EventOf<'create'>;
}

function overlap(run: Run): Overlap | undefined {
  for (const quiesce of quiesces(run)) {
    const past = before(run, quiesce);
    const timer = past.find(
      (it): it is EventOf<'create'> =>
        it.kind === 'create' &&
        it.object.type === TIMER &&
        it.on?.isCreated === true &&
        it.on !== quiesce.queue &&
        mayTick(run, past, it.object),
    );
    if (timer) {
      return { quiesce, timer };
    }
  }
  return undefined;
}

/** Armed, and neither cancelled to the end nor released; where Cancel has failed nothing helps. */
function mayTick(
  run: Run,
  past: readonly FlowEvent[],
  timer: EventOf<'create'>['object'],
): boolean {
  const own = past.filter((it) => 'object' in it && it.object === timer);
  const isArmed = own.some((it) => it.kind === 'arm' && !hasFailed(run, it));
  const isOver = own.some(
    (it) =>
      it.kind === 'release' ||
      it.kind === 'escape' ||
      (it.kind === 'phase' && it.why === 'cancel') ||
      (it.kind === 'cancel' && hasFailed(run, it)),
  );
  return isArmed && !isOver && !timer.isSummary;
}
