import { TIMER } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { endOf, fails, hasFailed, isHypothetical, returnOf, surely } from './paths.ts';
import { closes, opens } from './providers.ts';
import { bringUp, quiesces, withHook } from './quiesce.ts';
import { type Report, report } from './report.ts';
import type { Rule } from './rule.ts';
import { armedAndLeft, byReturn } from './starting.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { mayStopUnseen, superStops } from './super-stop.ts';
import { after, eventsOf, runsOf } from './timers.ts';

export const dk34: Rule = {
  id: 'DK34',
  title: 'a Start that fails undoes its work and calls super Stop once',
  severity: 'error',
  detects:
    'A path of Start that returns an error after super Start has succeeded and calls neither super Stop nor the Stop of the driver, or calls super Stop twice, or leaves a timer armed (errors); one that leaves a provider open that it has opened (a warning). In a driver of this generator also one that has called BringUpHardware and does not call QuiesceHardware. Where super Start itself has failed, super Stop is allowed and not needed.',
  why: 'Super Start retains the driver and its provider. After a failed Start the kernel detaches the driver and never calls Stop, so that only super Stop gives these references back: without it the driver is never freed, what it holds is never released, and the process stays.',
  evidence:
    "XNU IOService.cpp: no Stop after a failed Start; that super Start retains the driver and super Stop releases it, also after a super Start that has failed, is seen in the shipped DriverKit. A header of Apple's HID classes asks for it, and Karabiner's driver does it.",
  fix: 'Send every failure behind super Start to one label or helper that quiesces what was touched, releases the timer, which was never armed, calls Stop(provider, SUPERDISPATCH) and returns the error.',
  bad: lampDriver({
    start: `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    OSAction *action = nullptr;
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->queue);
    if (ret != kIOReturnSuccess) {
        return ret; // DK34
    }
    ret = IOTimerDispatchSource::Create(ivars->queue, &ivars->timer);
    if (ret == kIOReturnSuccess) {
        ret = CreateActionBlink(0, &action);
    }
    if (ret == kIOReturnSuccess) {
        ret = ivars->timer->SetHandler(action);
        OSSafeReleaseNULL(action);
    }
    if (ret == kIOReturnSuccess) {
        ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
        ret = ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
    }
    if (ret != kIOReturnSuccess) {
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    }
    return ret;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap((analysis) =>
        byReturn(runsOf(analysis, 'start').filter((it) => fails(it) && hasStarted(it))).flatMap(
          (runs) =>
            [withoutSuperStop, repeated, leftArmed, leftLoud, leftOpen].flatMap((find) =>
              surely(runs, (run) => find({ subject, analysis, run })),
            ),
        ),
      )
      .map((it) => report({ rule: 'DK34', ...it }));
  },
};

interface Path {
  readonly subject: RuleSubject;
  readonly analysis: ClassAnalysis;
  readonly run: Run;
}

type Found = Omit<Report, 'rule'> | undefined;

function hasStarted(run: Run): boolean {
  return eventsOf(run, 'super').some((it) => it.method === 'Start' && !hasFailed(run, it));
}

function siteOf({ analysis, run }: Path) {
  return returnOf(run)?.site ?? endOf(analysis, run);
}

function withoutSuperStop(path: Path): Found {
  const { subject, analysis, run } = path;
  if (superStops(run).length > 0 || mayStopUnseen(subject, analysis, run)) {
    return undefined;
  }
  const start = eventsOf(run, 'super').find((it) => it.method === 'Start');
  return {
    severity: 'error',
    site: siteOf(path),
    message:
      'Start fails here without super Stop: the references that super Start took are never given back, and the process stays.',
    advice: 'Undo what was done so far and call Stop(provider, SUPERDISPATCH) before the return.',
    related: start ? [{ site: start.site, what: 'super Start succeeds here' }] : [],
  };
}

function repeated({ run }: Path): Found {
  const [first, second] = superStops(run);
  return first && second && !isHypothetical(run, second)
    ? {
        severity: 'error',
        site: second.site,
        message:
          'A Start that fails calls super Stop a second time here: the driver and its provider are released once too often.',
        advice: 'Call Stop(provider, SUPERDISPATCH) once on each path that fails.',
        related: [{ site: first.site, what: 'it was called here before' }],
      }
    : undefined;
}

function leftArmed(path: Path): Found {
  const arm = armedAndLeft(path.run).find((it) => it.object.type === TIMER);
  const isReleased = path.run.events.some(
    (it) => it.kind === 'release' && it.object === arm?.object,
  );
  return arm && !isReleased
    ? {
        severity: 'error',
        site: siteOf(path),
        message:
          'Start fails and leaves a timer armed, which goes on to call a driver that never started.',
        advice:
          'Arm the timer as the last step; otherwise cancel it, and release it and call super Stop in the completion.',
        related: [{ site: arm.site, what: 'the timer is armed here' }],
      }
    : undefined;
}

/** In our own drivers: hardware that was brought up, at least in part, is not quiesced. */
function leftLoud(path: Path): Found {
  const { subject, analysis, run } = path;
  const begin = withHook(subject).includes(analysis) ? bringUp(analysis, run) : undefined;
  return begin && quiesces(run).length === 0
    ? {
        severity: 'error',
        site: siteOf(path),
        message:
          'Start fails after BringUpHardware and leaves the hardware as it is, without a driver.',
        advice: 'Call QuiesceHardware on this path, before super Stop.',
        related: [{ site: begin.site, what: 'the hardware is brought up here' }],
      }
    : undefined;
}

function leftOpen(path: Path): Found {
  const { analysis, run } = path;
  const [open] = opens(analysis, run);
  const isClosed =
    open && after(run, open).some((it) => closes(analysis, run).some((close) => close === it));
  return open && !isClosed
    ? {
        severity: 'warning',
        site: siteOf(path),
        message: 'Start fails and leaves the provider open until the process ends.',
        advice: 'Close it on this path, before super Stop.',
        related: [{ site: open.site, what: 'the provider is opened here' }],
      }
    : undefined;
}
