import type { EventOf } from '../flow/events.ts';
import { isDefaultQueue } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding, Severity } from './finding.ts';
import { byEntry, surely } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { RuleSubject } from './subject.ts';
import { superStops } from './super-stop.ts';
import { after, eventsOf } from './timers.ts';

const WHAT: Readonly<Record<string, string>> = {
  provider: 'The provider is',
  ivars: 'The ivars are',
  this: 'The driver is',
};

export const dk10: Rule = {
  id: 'DK10',
  title: 'nothing of the driver is used after super Stop',
  severity: 'error',
  detects:
    'A use of the ivars, of the provider or of a method of the driver behind super Stop, in the same method or block. An error on a queue of its own; a warning on the Default queue, where the driver is taken apart only when this block has returned, and where the queue is not known. Where the path has retained what it uses there is nothing to say.',
  why: 'Super Stop gives back the references to the provider and to the driver itself. On another queue than Default that can happen before the next statement, which then uses freed memory.',
  evidence:
    'XNU IOService.iig on Stop; that the references are given back in a block on the Default queue is seen in the shipped DriverKit.',
  fix: 'Make Stop(provider, SUPERDISPATCH) the last statement; do what stands behind it before.',
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
        ivars->deadline = 0; // DK10
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap(({ runs }) => {
        // A second Stop meets what the first one has left: that is another rule's matter.
        const counted = runs.filter((it) => it.entry.kind !== 'stop again');
        return byEntry(counted).flatMap((it) => surely(it, (run) => usesAfter(subject, run)));
      })
      .flat()
      .map(({ stop, use }) => {
        const severity = severityOf(use);
        return report({
          rule: 'DK10',
          severity,
          site: use.site,
          message:
            severity === 'error'
              ? `${WHAT[use.what]} used after super Stop, on a queue where both may be gone by then.`
              : `${WHAT[use.what]} used after super Stop, which works only as long as this runs on the Default queue.`,
          advice: 'Make super Stop the last statement.',
          related: [{ site: stop.site, what: 'super Stop is called here' }],
        });
      });
  },
};

interface LateUse {
  readonly stop: EventOf<'super'>;
  readonly use: EventOf<'use'>;
}

/** What is used in the block that calls super Stop; blocks that run later are other rules' matter. */
function usesAfter(subject: RuleSubject, run: Run): LateUse[] | undefined {
  const [stop] = superStops(run);
  if (!stop) {
    return undefined;
  }
  const uses = after(run, stop).filter(
    (it): it is EventOf<'use'> =>
      it.kind === 'use' &&
      it.phase === stop.phase &&
      it.what !== 'null ivars' &&
      !isHeld(subject, run, it),
  );
  return uses.length > 0 ? uses.map((use) => ({ stop, use })) : undefined;
}

/** Whether the path has taken a reference of its own, as Apple's NullDriver sample does. */
function isHeld(subject: RuleSubject, run: Run, use: EventOf<'use'>): boolean {
  return eventsOf(run, 'call').some(({ callee, receiver }) => {
    const isProvider = receiver?.kind === 'pointer' && receiver.object === subject.provider;
    return /(^|->)retain$/.test(callee) && isProvider === (use.what === 'provider');
  });
}

function severityOf(use: EventOf<'use'>): Severity {
  const { queue } = use;
  return !isDefaultQueue(queue) && queue.isCreated ? 'error' : 'warning';
}
