import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { type LateAct, lateActs } from './late-ticks.ts';
import { tickMethods } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { flagWrites } from './stopping-flags.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { runsOf } from './timers.ts';

const IVARS = `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    IOPCIDevice *device;
    uint64_t deadline;
    bool stopping;`;

const ON_START = '    ivars->device = OSDynamicCast(IOPCIDevice, provider);';

export const dk19: Rule = {
  id: 'DK19',
  title: 'the handler tests whether the driver is stopping',
  severity: 'error',
  detects:
    'A handler that, run once more after Stop has cancelled its timer and before the completion, calls a device or arms the timer, with no test on the way that Stop has changed. Arming alone does nothing to a cancelled timer: a warning. Where the test may be in code that is not seen, nothing is said.',
  why: 'A tick that is queued when Stop cancels the timer still runs. It meets hardware that Stop has quiesced, closed or lost, or touches what the completion is about to release.',
  evidence:
    "Behaviour of the shipped DriverKit framework; Apple's HID driver and audio sample test such a flag first. On unplug the kernel has closed the provider before Stop begins (XNU IOUserServer.cpp).",
  fix: 'Set a flag at the begin of Stop, before Cancel, and let the handler return at once where it is set.',
  bad: lampDriver({
    ivars: IVARS,
    onStart: ON_START,
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    if (ivars->device) {
        ivars->device->MemoryWrite32(0, 0x10, 1); // DK19
    }
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`,
  }),
  good: lampDriver({
    ivars: IVARS,
    onStart: ON_START,
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    if (ivars->device) {
        ivars->device->MemoryWrite32(0, 0x10, 1);
    }
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`,
  }),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      tickMethods(analysis)
        .filter((it) => !hasFlagTooLate(subject, analysis, it))
        .flatMap((method) => {
          const acts = lateActs(analysis, method);
          const worst = acts.find((it) => it.touch) ?? acts[0];
          return worst ? [found(worst)] : [];
        }),
    );
  },
};

/** The handler does test a flag, which is set when it is too late: that is DK20's to say. */
function hasFlagTooLate(subject: RuleSubject, analysis: ClassAnalysis, handler: string): boolean {
  return runsOf(analysis, 'stop').some((stop) =>
    flagWrites(subject, analysis, { stop, handler }).some((it) => it.phase > 0),
  );
}

function found({ first, touch, cancel }: LateAct): Finding {
  return report({
    rule: 'DK19',
    severity: touch ? 'error' : 'warning',
    site: (touch ?? first).site,
    message: touch
      ? 'A tick that is queued when Stop cancels the timer still gets here, and touches what Stop takes down.'
      : 'A tick that is queued when Stop cancels the timer still gets here, as if the driver ran on.',
    advice:
      'Set a flag in Stop before Cancel, and return at the top of the handler where it is set.',
    related: [{ site: cancel.site, what: 'the timer is cancelled here' }],
  });
}
