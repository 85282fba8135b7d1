import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { fails, isHypothetical, returnOf, surely } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { superStops } from './super-stop.ts';
import { runsOf } from './timers.ts';

export const dk41: Rule = {
  id: 'DK41',
  title: 'Stop returns success while its completion is still to come',
  severity: 'error',
  detects:
    'A path of Stop that returns what is surely an error, while super Stop is only called later, in a block that it leaves to run.',
  why: 'The kernel waits for super Stop where Stop returns success. An error makes it declare the driver stopped at once: it closes the provider while the timer and the completion still use it.',
  evidence:
    'XNU IOUserServer.cpp, which defers termination after a Stop that succeeded and not after one that failed.',
  fix: 'Return kIOReturnSuccess; the kernel waits.',
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
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnBusy; // DK41
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap((analysis) =>
        surely(runsOf(analysis, 'stop'), (run) => {
          const [stop] = superStops(run);
          const end = returnOf(run);
          const isPending = stop && stop.phase > 0 && !isHypothetical(run, stop);
          return end && isPending && fails(run) ? { stop, end } : undefined;
        }),
      )
      .map(({ stop, end }) =>
        report({
          rule: 'DK41',
          severity: 'error',
          site: end.site,
          message:
            'Stop returns an error while super Stop is still to come: the kernel takes the driver for stopped at once.',
          advice: 'Return kIOReturnSuccess.',
          related: [{ site: stop.site, what: 'super Stop is called here, later' }],
        }),
      );
  },
};
