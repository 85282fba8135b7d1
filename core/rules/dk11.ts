import { isDefaultQueue } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { endOf, surely } from './paths.ts';
import { closes } from './providers.ts';
import { quiesces, withHook } from './quiesce.ts';
import { type Report, report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { superStops } from './super-stop.ts';
import { before, runsOf } from './timers.ts';

/** A driver with the hook; what its Stop does is the example's. */
const HOOK = {
  declarations: '    void QuiesceHardware(IOService *provider) LOCALONLY;',
  behind: `\
void LampDriver::QuiesceHardware(IOService *)
{
}`,
};

export const dk11: Rule = {
  id: 'DK11',
  title: 'QuiesceHardware is called once, before the provider is closed and before super Stop',
  severity: 'error',
  detects:
    'Only where the class declares QuiesceHardware, the hook of the drivers that this generator writes: a path of Stop that calls super Stop without it, calls it twice, or closes the provider first (errors); one that calls it on another queue than Default (a warning).',
  why: 'What is not silenced goes on after the driver is gone: DMA into memory that belongs to others, interrupts that nobody handles. A closed PCI device cannot be silenced any more.',
  evidence:
    "Apple's engineer on the Developer Forums: do not leave the hardware in a weird state; IOService.iig: Stop quiesces everything, then calls super; IOPCIDevice.iig: Close turns bus lead and memory space off.",
  fix: 'Call QuiesceHardware once on each path of Stop, on the Default queue, with no tick running, then close the provider, then call super Stop.',
  bad: lampDriver({
    ...HOOK,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH); // DK11
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver({
    ...HOOK,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        QuiesceHardware(provider);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
  }),
  check(subject): Finding[] {
    return withHook(subject).flatMap((analysis) => {
      const runs = runsOf(analysis, 'stop');
      return [missing, repeated, closedBefore, elsewhere]
        .flatMap((find) => surely(runs, (run) => find({ subject, analysis, run })))
        .map((it) => report({ rule: 'DK11', ...it }));
    });
  },
};

interface Path {
  readonly subject: RuleSubject;
  readonly analysis: ClassAnalysis;
  readonly run: Run;
}

type Found = Omit<Report, 'rule'> | undefined;

function missing({ run }: Path): Found {
  const [stop] = superStops(run);
  const isCalled = stop && before(run, stop).some((it) => quiesces(run).includes(it as never));
  return stop && !isCalled
    ? {
        severity: 'error',
        site: stop.site,
        message:
          'Super Stop is called on a path that has not quiesced the hardware, which goes on without its driver.',
        advice: 'Call QuiesceHardware before super Stop.',
      }
    : undefined;
}

function repeated({ analysis, run }: Path): Found {
  const [first, second] = quiesces(run);
  return first && second
    ? {
        severity: 'error',
        site: second.site ?? endOf(analysis, run),
        message: 'QuiesceHardware is called a second time, on hardware that is silent already.',
        advice: 'Call it once on each path of Stop.',
        related: [{ site: first.site, what: 'it was called here before' }],
      }
    : undefined;
}

function closedBefore({ analysis, run }: Path): Found {
  const [quiesce] = quiesces(run);
  const close = quiesce && closes(analysis, run).find((it) => before(run, quiesce).includes(it));
  return quiesce && close
    ? {
        severity: 'error',
        site: quiesce.site,
        message:
          'The provider is closed by the time QuiesceHardware is called, which cannot reach the hardware any more.',
        advice: 'Quiesce first, close after that.',
        related: [{ site: close.site, what: 'the provider is closed here' }],
      }
    : undefined;
}

function elsewhere({ run }: Path): Found {
  const quiesce = quiesces(run).find(({ queue }) => !isDefaultQueue(queue) && queue.isCreated);
  return quiesce
    ? {
        severity: 'warning',
        site: quiesce.site,
        message:
          "QuiesceHardware runs on the timer's queue, beside whatever the Default queue does with the hardware.",
        advice: 'Go back to the Default queue with DispatchAsync first.',
      }
    : undefined;
}
