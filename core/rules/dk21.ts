import type { FlowEvent } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { has, placeKey, tickMethods, ticksOf, timersOf } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { eventsOf } from './timers.ts';

const ON_START = '    ivars->device = OSDynamicCast(IOUSBHostDevice, provider);';

const IVARS = `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    IOUSBHostDevice *device;
    uint64_t deadline;
    bool stopping;`;

const TICK_ENDS = `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    const kern_return_t ret = ivars->device->Reset();
    if (ret != kIOReturnSuccess) {
        IOLog("LampDriver: the lamp does not answer");
        return; // DK21
    }
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`;

export const dk21: Rule = {
  id: 'DK21',
  title: 'a periodic handler arms the timer on every path that goes on',
  severity: 'warning',
  detects:
    'A handler that arms its timer again, but not where a call has failed or a deadline has passed, without noting anything in a member on the way. Handlers that decide by a flag, a counter, a state or a particular return code whether to go on are left alone.',
  why: 'A timer fires once for each WakeAtTime. The first call that fails, or the first slow tick, ends the ticks for good, and nothing says so.',
  evidence: "Apple's header IOTimerDispatchSource.iig: WakeAtTime sets one deadline.",
  fix: 'Arm the timer in front of the work that can fail, or on the way out of every path; where it is to end, note that in a member.',
  bad: lampDriver({ ivars: IVARS, onStart: ON_START, tick: TICK_ENDS }),
  good: lampDriver({
    ivars: IVARS,
    onStart: ON_START,
    tick: TICK_ENDS.replace('        return; // DK21\n', ''),
  }),
  check(subject): Finding[] {
    const findings: Finding[] = [];
    for (const analysis of subject.classes) {
      for (const method of tickMethods(analysis)) {
        const timers = timersOf(analysis, method);
        const runs = ticksOf(analysis, method);
        if (runs.some((it) => it.isTruncated)) {
          continue;
        }
        const arms = (run: Run) => [...timers].some((it) => has(run.events, 'arm', it));
        const going = runs.filter(arms);
        for (const run of runs.filter((it) => !arms(it))) {
          const end = going.length > 0 ? endOf(run, going) : undefined;
          const arm = going[0]?.events.find((it) => it.kind === 'arm');
          if (end && arm) {
            findings.push(
              report({
                rule: 'DK21',
                severity: 'warning',
                site: end.site,
                message: 'This path leaves the timer unarmed: it does not fire any more.',
                advice: 'Arm the timer here as well, or note in a member that it has ended.',
                related: [{ site: arm.site, what: 'other paths arm it here' }],
              }),
            );
          }
        }
      }
    }
    return findings;
  },
};

/** Where a path ends that only a failed call or a late deadline has kept from arming. */
function endOf(run: Run, going: readonly Run[]): FlowEvent | undefined {
  const { facts, tested } = run.state;
  const deciding = [...tested].filter((symbol) => {
    const fact = facts.get(symbol);
    return (
      fact !== undefined &&
      going.every((it) => {
        const other = it.state.facts.get(symbol);
        return it.state.tested.has(symbol) && other !== undefined && other !== fact;
      })
    );
  });
  const isMeant =
    deciding.length === 0 ||
    deciding.some((it) => !isMishap(run, it)) ||
    notes(run, going) ||
    run.events.some((it) => it.kind === 'escape' || it.kind === 'cancel');
  return isMeant ? undefined : run.events.findLast((it) => it.kind === 'return');
}

/** A call that has failed; one that has succeeded may have been all that was to be done. */
function isMishap(run: Run, symbol: number): boolean {
  const meaning = run.meanings.get(symbol);
  return (
    meaning === 'overdue' ||
    (meaning === 'return code' && run.state.facts.get(symbol) === 'nonzero')
  );
}

/** Whether the path leaves a note in a member that no other path leaves, or asks for an end. */
function notes(run: Run, going: readonly Run[]): boolean {
  const others = new Set(
    going.flatMap((it) => eventsOf(it, 'write').map((event) => placeKey(event.site))),
  );
  return (
    eventsOf(run, 'write').some(
      (it) => it.value.kind === 'number' && !others.has(placeKey(it.site)),
    ) || eventsOf(run, 'call').some((it) => /\bTerminate$/.test(it.callee))
  );
}
