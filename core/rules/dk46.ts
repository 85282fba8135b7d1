import type { Site } from '../flow/events.ts';
import type { Value } from '../flow/values.ts';
import { descend, namedChildren } from '../source/syntax.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { returnOf } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis } from './subject.ts';
import { runsOf } from './timers.ts';

export const dk46: Rule = {
  id: 'DK46',
  title: 'Start does not return false',
  severity: 'error',
  detects:
    'A return of false from Start, directly, in a macro or by way of a variable, or of what a method of the class returns that is declared bool.',
  why: 'Start returns a kern_return_t, where 0 is success, and false is 0. The kernel goes on as if the driver had started, and a tick meets what was never set up.',
  evidence: 'DriverKit IOService.iig: Start returns kern_return_t; kIOReturnSuccess is 0.',
  fix: 'Return an error, kIOReturnError for example, on every path that fails.',
  bad: lampDriver({
    start: `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    OSAction *action = nullptr;
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        return false; // DK46
    }
    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->queue);
    if (ret == kIOReturnSuccess) {
        ret = IOTimerDispatchSource::Create(ivars->queue, &ivars->timer);
    }
    if (ret == kIOReturnSuccess) {
        ret = CreateActionBlink(0, &action);
    }
    if (ret == kIOReturnSuccess) {
        ret = ivars->timer->SetHandler(action);
        OSSafeReleaseNULL(action);
    }
    if (ret == kIOReturnSuccess) {
        ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
        ret = ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
    }
    if (ret != kIOReturnSuccess) {
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    }
    return ret;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service' && !/\bbool\b/.test(returnType(it, 'Start')))
      .flatMap((analysis) => [...written(analysis), ...onPaths(analysis)])
      .map(({ site, isBool }) =>
        report({
          rule: 'DK46',
          severity: 'error',
          site,
          message: isBool
            ? 'Start returns a bool as its kern_return_t: false, a failure, is 0, which the kernel takes for success.'
            : 'Start returns false, which is 0: the kernel takes the driver for started.',
          advice: 'Return an error code, kIOReturnError for example.',
        }),
      );
  },
};

interface Returned {
  readonly site: Site;
  readonly isBool: boolean;
}

/** `return false` as it stands in Start; blocks and lambdas in there return something else. */
function written({ model }: ClassAnalysis): Returned[] {
  return (model.methods.get('Start')?.definitions ?? []).flatMap(({ file, body }) =>
    [...descend(body, (it) => it.type !== 'lambda_expression')]
      .filter((it) => it.type === 'return_statement')
      .flatMap((it) => namedChildren(it)[0] ?? [])
      .filter((it) => it.type === 'false')
      .map(({ start, end }) => ({
        site: { file, start, end, within: `${model.name}::Start` },
        isBool: false,
      })),
  );
}

/** What comes from macros, variables and methods. */
function onPaths(analysis: ClassAnalysis): Returned[] {
  return runsOf(analysis, 'start')
    .flatMap((run) => returnOf(run) ?? [])
    .flatMap(({ site, text, value }) => {
      const called = /^(?:this->)?(\w+?)(?:_Impl)?\(/.exec(text?.trim() ?? '')?.[1];
      const isBool = called !== undefined && returnType(analysis, called) === 'bool';
      return isFalse(value) || isBool ? [{ site, isBool }] : [];
    });
}

/** The literal itself, or a variable that holds it. */
function isFalse(value: Value | null): boolean {
  return value?.kind === 'number' && value.name === 'false';
}

function returnType({ model }: ClassAnalysis, method: string): string {
  return model.methods.get(method)?.declarations[0]?.returnType.trim() ?? '';
}
