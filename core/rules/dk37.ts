import type { DextModel } from '../dext/model.ts';
import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { loopsAround } from './loops.ts';
import { returnOf, siteOfEntry, surely } from './paths.ts';
import { waitsFor } from './polling.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { lastSuper, reachesSuper } from './super-reached.ts';
import { before, eventsOf, runsOf } from './timers.ts';

const METHOD = 'SetPowerState';

const GOOD_POWER = `\
kern_return_t LampDriver::SetPowerState_Impl(uint32_t powerFlags)
{
    if (!ivars->stopping && powerFlags == kIOServicePowerCapabilityOn) {
        ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
        (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
    }
    return SetPowerState(powerFlags, SUPERDISPATCH);
}`;

export const dk37: Rule = {
  id: 'DK37',
  title: 'SetPowerState reaches super, and soon',
  severity: 'error',
  detects:
    'A path through SetPowerState that never calls super: not in a block, not in a helper, and no other method does it later. As a warning: a wait without an end of its own before super, a loop on a flag or a device, a wait for an action, a semaphore or a thread. Paths that hinge on what the sources do not show are left alone.',
  why: 'The kernel waits for each driver to acknowledge a change of power, which super SetPowerState does. After 20 seconds without it a release kernel panics, and the Mac is gone in the middle of going to sleep.',
  evidence:
    "XNU's IOServicePM.cpp, the timer for acknowledgements; a panic of that kind is reported on the Apple Developer Forums.",
  fix: 'End every path of SetPowerState with return SetPowerState(powerFlags, SUPERDISPATCH), those of a stopping driver and of a failed wake included, and wait for nothing that need not come.',
  bad: lampDriver({
    power: GOOD_POWER.replace(
      '    if (!ivars->stopping &&',
      '    if (ivars->stopping) {\n        return kIOReturnSuccess; // DK37\n    }\n    if (',
    ).replace('if ( powerFlags', 'if (powerFlags'),
  }),
  good: lampDriver({ power: GOOD_POWER }),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) => [
      ...withoutSuper(subject, analysis),
      ...waits(subject.dext, analysis),
    ]);
  },
};

function withoutSuper({ dext }: RuleSubject, analysis: ClassAnalysis): Finding[] {
  const isLater = analysis.runs.some(
    (it) => it.entry.method !== METHOD && lastSuper(it, METHOD) !== undefined,
  );
  const missing = (run: Run) =>
    isLater || reachesSuper(analysis, run, METHOD) || mayBeHidden(dext, analysis, run)
      ? undefined
      : (returnOf(run)?.site ?? siteOfEntry(analysis, run));
  return (['power', 'late power'] as const)
    .flatMap((kind) => surely(runsOf(analysis, kind), missing))
    .map((site) =>
      report({
        rule: 'DK37',
        severity: 'error',
        site,
        message:
          'SetPowerState ends without super on this path: nobody acknowledges the change of power, and after 20 seconds the kernel panics.',
        advice: 'Return SetPowerState(powerFlags, SUPERDISPATCH) here as well.',
      }),
    );
}

/** Something is called that we do not see and that may do it: a macro, a method of the class. */
function mayBeHidden(dext: DextModel, { model }: ClassAnalysis, run: Run): boolean {
  return eventsOf(run, 'call').some(({ callee, site }) => {
    const name = callee.replace(/^this->/, '').replace(/^.*::/, '');
    const isMethod = (model.methods.get(name)?.definitions.length ?? 1) !== 1;
    return isMethod || (/^[A-Z][A-Z0-9_]+$/.test(name) && !dext.defines.at(site, name));
  });
}

function waits(dext: DextModel, analysis: ClassAnalysis): Finding[] {
  return runsOf(analysis, 'power', 'late power').flatMap((run) => {
    const toSuper = lastSuper(run, METHOD);
    const earlier = toSuper ? before(run, toSuper) : run.events;
    return earlier
      .filter((it): it is EventOf<'wait'> => it.kind === 'wait' && run.events.includes(it))
      .filter((it) => isForever(it) || isInPolling(dext, analysis, it))
      .map((it) =>
        report({
          rule: 'DK37',
          severity: 'warning',
          site: it.site,
          message:
            'This may wait for ever before super SetPowerState, and the kernel panics after 20 seconds.',
          advice:
            'Bound the wait well below 20 seconds, and go on to super whatever has come of it.',
          related: toSuper ? [{ site: toSuper.site, what: 'super is called here' }] : [],
        }),
      );
  });
}

function isForever({ by, site }: EventOf<'wait'>): boolean {
  return (
    /->Wait$|^(?:semaphore_wait|pthread_cond_wait|pthread_join)$/.test(by) ||
    (by === 'dispatch_semaphore_wait' &&
      /\bDISPATCH_TIME_FOREVER\b/.test(site.file.text.slice(site.start, site.end)))
  );
}

function isInPolling(dext: DextModel, analysis: ClassAnalysis, event: FlowEvent): boolean {
  return loopsAround(event.site).some((it) => waitsFor({ dext, analysis }, it) !== null);
}
