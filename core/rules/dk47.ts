import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { superStops } from './super-stop.ts';

export const dk47: Rule = {
  id: 'DK47',
  title: 'super Stop is called with SUPERDISPATCH',
  severity: 'warning',
  detects:
    'super::Stop(provider), or the same with the name of the base class, where the base class is one of DriverKit.',
  why: 'That is a call of the method that iig has generated, which is sent out like any other call of Stop; the base class, which tells the kernel that the driver has stopped, is not reached as intended.',
  evidence:
    'XNU OSObject.iig and IOService.iig: a method of the base class is reached by SUPERDISPATCH as the last argument.',
  fix: 'Write Stop(provider, SUPERDISPATCH).',
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
        (void)super::Stop(provider); // DK47
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service')
      .flatMap(({ runs }) => runs.flatMap(superStops))
      .filter((it) => it.form === 'super::')
      .map(({ site }) =>
        report({
          rule: 'DK47',
          severity: 'warning',
          site,
          message:
            'super::Stop does not reach the kernel side of Stop as a call with SUPERDISPATCH does.',
          advice: 'Write Stop(provider, SUPERDISPATCH).',
        }),
      );
  },
};
