import { TIMER } from '../flow/objects.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { isHypothetical, surely } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { pendingCancels, superStops } from './super-stop.ts';
import { runsOf } from './timers.ts';

export const dk09: Rule = {
  id: 'DK09',
  title: 'super Stop waits for the completion of the Cancel of a timer',
  severity: 'error',
  detects:
    "Super Stop on a path of Stop that has cancelled a timer whose completion has not run by then. The branch for a Cancel that failed may call it. Where Cancel is given no block at all that is another rule's matter, and where the block is one that we cannot see nothing is decided.",
  why: 'After super Stop the provider is gone and the driver may be freed. The cancellation then still runs, as may a last tick, and both use the driver.',
  evidence:
    "Apple's documentation of IOService::Stop: wait for the cancellation handlers before you call super; XNU IOService.iig.",
  fix: 'Move Stop(provider, SUPERDISPATCH) into the completion block, behind the release of the timer, and return kIOReturnSuccess at once.',
  bad: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{
        ivars->deadline = 0;
    });
    return Stop(provider, SUPERDISPATCH); // DK09
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap((analysis) =>
        surely(runsOf(analysis, 'stop'), (run) => {
          const [stop] = superStops(run);
          const pending = stop
            ? pendingCancels(run, stop).find(
                (it) => it.object.type === TIMER && ['empty', 'block'].includes(it.completion),
              )
            : undefined;
          return stop && pending && !isHypothetical(run, stop) ? { stop, pending } : undefined;
        }),
      )
      .map(({ stop, pending }) =>
        report({
          rule: 'DK09',
          severity: 'error',
          site: stop.site,
          message:
            'Super Stop is called while the Cancel of a timer is still under way: the provider goes, and the driver may be freed before the timer is done with it.',
          advice: 'Call Stop(provider, SUPERDISPATCH) at the end of the completion block.',
          related: [{ site: pending.site, what: 'the timer is cancelled here' }],
        }),
      );
  },
};
