import { isEmptyBlock } from '../flow/blocks.ts';
import { TIMER } from '../flow/objects.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { eventsOf } from './timers.ts';

export const dk14: Rule = {
  id: 'DK14',
  title: "no completion for a timer's SetEnableWithCompletion",
  severity: 'error',
  detects:
    'A block given to SetEnableWithCompletion of a timer, directly or through a variable; an empty block is a warning. A null pointer is fine.',
  why: 'SetEnableWithCompletion of a timer only stores a flag: it never calls the block, so whatever waits for it waits for ever. Often that is the Cancel, and with it super Stop.',
  evidence:
    "Behaviour of the shipped DriverKit framework; a field report of a driver that slept for the completion, never reached Cancel, and released a live timer. Apple's header promises the call.",
  fix: 'Call SetEnable without a completion, and put what has to wait for the last tick into the block of Cancel.',
  bad: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->SetEnableWithCompletion(false, ^{ // DK14
        IOLog("LampDriver: at rest");
    });
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->SetEnableWithCompletion(false, nullptr);
    (void)ivars->timer->Cancel(^{
        IOLog("LampDriver: at rest");
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
  }),
  check(subject): Finding[] {
    const findings: Finding[] = [];
    for (const run of subject.classes.flatMap((it) => it.runs)) {
      for (const event of eventsOf(run, 'enable')) {
        if (event.object.type !== TIMER || event.completion?.kind !== 'block') {
          continue;
        }
        const isEmpty = isEmptyBlock(event.completion.block);
        findings.push(
          report({
            rule: 'DK14',
            severity: isEmpty ? 'warning' : 'error',
            site: event.site,
            message: 'A timer never calls the completion of SetEnableWithCompletion.',
            advice: isEmpty
              ? 'Call SetEnable, which takes no completion.'
              : 'Call SetEnable, and move the block to Cancel, which does call it, after the last tick.',
          }),
        );
      }
    }
    return findings;
  },
};
