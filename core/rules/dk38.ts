import type { EventOf } from '../flow/events.ts';
import { isDefaultQueue } from '../flow/objects.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { byEntry, isHypothetical, surely } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { superStops } from './super-stop.ts';
import { after } from './timers.ts';

export const dk38: Rule = {
  id: 'DK38',
  title: 'nothing is queued on the Default queue after super Stop',
  severity: 'error',
  detects:
    'DispatchAsync on the Default queue behind super Stop on the same path, in blocks that run later as well.',
  why: 'Super Stop cancels the Default queue. A block that is queued after it is dropped without a word: what it was to release stays, and the driver with it.',
  evidence:
    'Seen in the shipped DriverKit: super Stop cancels the Default queue, and a cancelled queue drops what it is given.',
  fix: 'Do it before super Stop, which is the last statement.',
  bad: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    IODispatchQueue *queue = ivars->queue;
    IOTimerDispatchSource *timer = ivars->timer;
    (void)timer->Cancel(^{
        ivars->timer = nullptr;
        (void)Stop(provider, SUPERDISPATCH);
        queue->DispatchAsync(^{ // DK38
            timer->release();
        });
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap(({ runs }) => byEntry(runs.filter((it) => it.entry.kind !== 'stop again')))
      .flatMap((runs) =>
        surely(runs, (run) => {
          const [stop] = superStops(run);
          const late =
            stop &&
            after(run, stop).find(
              (it): it is EventOf<'dispatch'> =>
                it.kind === 'dispatch' && !it.sync && isDefaultQueue(it.to),
            );
          return stop && late && !isHypothetical(run, late) ? { stop, late } : undefined;
        }),
      )
      .map(({ stop, late }) =>
        report({
          rule: 'DK38',
          severity: 'error',
          site: late.site,
          message:
            'This block is queued on the Default queue after super Stop has cancelled it: it never runs.',
          advice: 'Do this before super Stop.',
          related: [{ site: stop.site, what: 'super Stop is called here' }],
        }),
      );
  },
};
