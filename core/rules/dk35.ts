import type { EventOf } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { fails, hasFailed, returnOf, surely } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { armedAndLeft, byReturn } from './starting.ts';
import { after, eventsOf, runsOf } from './timers.ts';

export const dk35: Rule = {
  id: 'DK35',
  title: 'arming the timer is the last step of Start that can fail',
  severity: 'warning',
  detects:
    'WakeAtTime in Start, or in what Start calls, after which another step fails Start while the timer is not cancelled. That a second timer cannot be armed is no such step, and a path that cancels the timer is left alone.',
  why: 'A tick may be on its way when the later step fails, so that the timer can no longer be just released: it would have to be cancelled, and super Stop to wait for the completion.',
  evidence:
    'XNU IOService.cpp: after a failed Start nothing calls Stop; that a source which was never armed may be released without Cancel is seen in the shipped DriverKit.',
  fix: 'Do everything that can fail first, RegisterService included, and call WakeAtTime last.',
  bad: lampDriver({
    start: `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    OSAction *action = nullptr;
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->queue);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = IOTimerDispatchSource::Create(ivars->queue, &ivars->timer);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = CreateActionBlink(0, &action);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = ivars->timer->SetHandler(action);
    OSSafeReleaseNULL(action);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
    ret = ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0); // DK35
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = RegisterService();
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    return kIOReturnSuccess;

fail:
    (void)Stop(provider, SUPERDISPATCH);
    return ret; // DK34
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap((analysis) => byReturn(runsOf(analysis, 'start')))
      .flatMap((runs) => surely(runs, armedTooEarly))
      .map(({ arm, end }) =>
        report({
          rule: 'DK35',
          severity: 'warning',
          site: arm.site,
          message:
            'The timer is armed before a step of Start that can still fail, with a tick on its way by then.',
          advice: 'Arm the timer as the last step that can fail.',
          related: [{ site: end.site, what: 'Start fails here after it' }],
        }),
      );
  },
};

interface Early {
  readonly arm: EventOf<'arm'>;
  readonly end: EventOf<'return'>;
}

function armedTooEarly(run: Run): Early | undefined {
  const end = returnOf(run);
  const arm = armedAndLeft(run)[0];
  if (!end || !arm || !(fails(run) || mayFail(run, arm))) {
    return undefined;
  }
  const isOtherTimers = after(run, arm).some((it) => it.kind === 'arm' && hasFailed(run, it));
  return isOtherTimers ? undefined : { arm, end };
}

/** `return RegisterService();`: what a later call returns is what Start returns. */
function mayFail(run: Run, arm: EventOf<'arm'>): boolean {
  const { returned } = run;
  return (
    returned?.kind === 'unknown' &&
    eventsOf(run, 'call').some(
      (it) => it.result === returned.symbol && after(run, arm).includes(it),
    )
  );
}
