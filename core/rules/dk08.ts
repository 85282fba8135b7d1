import type { Site } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { stopsElsewhere } from './elsewhere.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { endOf, fails, isHypothetical, surely } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { mayStopUnseen, superStops } from './super-stop.ts';
import { eventsOf, runsOf } from './timers.ts';

export const dk08: Rule = {
  id: 'DK08',
  title: 'Stop reaches super Stop exactly once',
  severity: 'error',
  detects:
    'A path of Stop, with the completion blocks that it leaves to run, on which super Stop is never called or is called twice. Helpers, macros, blocks and counters are followed. Not decided where the call may stand in code that is not among the sources, in a block that is kept for later, or in another method that ends what Stop began, nor where a function that is not among the sources counts. The test for a repeated call and the first of two passes are no such paths.',
  why: 'The kernel defers termination until super Stop arrives: without it the service stays busy for ever and upgrading or plugging in again suffers. Called twice it gives back references to the driver and the provider that are no longer its own.',
  evidence:
    'XNU IOUserServer.cpp (Stop and its deferral) and IOService.iig; that super Stop releases driver and provider is seen in the shipped DriverKit.',
  fix: 'Call Stop(provider, SUPERDISPATCH) as the last statement of the last completion, and directly where there is nothing to wait for or Cancel has failed.',
  bad: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{ // DK08
        OSSafeReleaseNULL(ivars->timer);
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap((it) => [...never(subject, it), ...twice(it)]);
  },
};

function never(subject: RuleSubject, analysis: ClassAnalysis): Finding[] {
  const runs = runsOf(analysis, 'stop');
  const isElsewhere = stopsElsewhere(subject, analysis);
  return surely(runs, (run): { site: Site; run: Run } | undefined => {
    const isReached = superStops(run).length > 0 || mayStopUnseen(subject, analysis, run);
    const mayGoOn = !fails(run) && (isElsewhere || hingesOnUnknownCall(run));
    return isReached || mayGoOn ? undefined : { site: endOf(analysis, run), run };
  }).map(({ site, run }) =>
    report({
      rule: 'DK08',
      severity: 'error',
      site,
      message: fails(run)
        ? 'Stop returns an error and super Stop is never called: the driver and its provider stay retained, and the process stays.'
        : 'Super Stop is never called on this path: termination waits for it for ever.',
      advice:
        'Call Stop(provider, SUPERDISPATCH) at the end of every path, in the last completion where there is one.',
    }),
  );
}

/** What unknown code returned may say that there is nothing to do, or that others go on. */
function hingesOnUnknownCall(run: Run): boolean {
  return eventsOf(run, 'call').some((it) => run.state.tested.has(it.result));
}

/** Whether a function that we do not look into is given the same place again: it may be counting. */
function mayCountUnseen(run: Run): boolean {
  const given = eventsOf(run, 'call')
    .filter((it) => it.receiver === null)
    .flatMap(({ callee, args }) =>
      args.flatMap((it) => (it.kind === 'address' ? [`${callee} ${it.place.key}`] : [])),
    );
  return new Set(given).size < given.length;
}

function twice(analysis: ClassAnalysis): Finding[] {
  return surely(runsOf(analysis, 'stop'), (run) => {
    const [first, second] = superStops(run);
    return first && second && !isHypothetical(run, second) && !mayCountUnseen(run)
      ? { first, second }
      : undefined;
  }).map(({ first, second }) =>
    report({
      rule: 'DK08',
      severity: 'error',
      site: second.site,
      message:
        'Super Stop is called a second time on this path: the driver and its provider are released once too often.',
      advice: 'Call Stop(provider, SUPERDISPATCH) once on each path.',
      related: [{ site: first.site, what: 'it was called here before' }],
    }),
  );
}
