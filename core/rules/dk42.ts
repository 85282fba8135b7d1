import type { Variable } from '../dext/model.ts';
import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { isNull } from '../flow/values.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { siteIn } from './handler-declarations.ts';
import { surely } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis } from './subject.ts';
import { runsOf } from './timers.ts';

const START = `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    OSAction *action = nullptr;
    IODispatchQueue *queue = nullptr;
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &queue);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ivars->queue = OSSharedPtr<IODispatchQueue>(queue, OSNoRetain);
    ret = IOTimerDispatchSource::Create(queue, &ivars->timer);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = CreateActionBlink(0, &action);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = ivars->timer->SetHandler(action);
    OSSafeReleaseNULL(action);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
    ret = ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    return kIOReturnSuccess;

fail:
    OSSafeReleaseNULL(ivars->timer);
    (void)Stop(provider, SUPERDISPATCH);
    return ret;
}`;

function lamp(mark: string, reset: string) {
  return lampDriver({
    ivars: `\
    OSSharedPtr<IODispatchQueue> queue;${mark}
    IOTimerDispatchSource *timer;
    uint64_t deadline;
    bool stopping;`,
    start: START,
    free: `\
void LampDriver::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->timer);${reset}
    }
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
    super::free();
}`,
  });
}

export const dk42: Rule = {
  id: 'DK42',
  title: 'an OSSharedPtr in the ivars is reset in free',
  severity: 'warning',
  detects:
    'A member of the ivars that is an OSSharedPtr, is given an object on the way through init and Start, and still holds it when free() has ended. Ivars that are deleted with delete run destructors and are left alone, and so are members that some other method resets.',
  why: 'IONewZero and IOSafeDeleteNULL allocate and free raw memory: they run neither constructors nor destructors. The reference that the pointer holds is never given back.',
  evidence: 'IOLib.h: what the macros IONewZero and IOSafeDeleteNULL expand to.',
  fix: 'Call reset() on the member in free(), before the ivars are deleted.',
  bad: lamp(' // DK42', ''),
  good: lamp('', '\n        ivars->queue.reset();'),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      (analysis.model.ivars?.fields ?? [])
        .filter((it) => it.type.smart === 'OSSharedPtr' && !it.type.isArray)
        .flatMap((it) => kept(analysis, it)),
    );
  },
};

function kept(analysis: ClassAnalysis, field: Variable): Finding[] {
  const others = runsOf(analysis, 'tick', 'late tick', 'stop', 'power', 'late power', 'method');
  const isReset = others.some((run) =>
    writesOf(analysis, run.events, field).some((it) => isNull(it.value)),
  );
  return isReset
    ? []
    : surely(runsOf(analysis, 'free'), (it) => heldAfter(analysis, it, field)).map((set) =>
        report({
          rule: 'DK42',
          severity: 'warning',
          site: siteIn(analysis.model, field),
          message: `Deleting the ivars does not run the destructor of ${field.name}: the object that it holds is leaked.`,
          advice: `Call ${field.name}.reset() in free(), before the ivars are deleted.`,
          related: [{ site: set.site, what: 'it gets the object here' }],
        }),
      );
}

/** What gave a member the object that it holds at the end of a path through free(). */
function heldAfter(
  analysis: ClassAnalysis,
  run: Run,
  field: Variable,
): EventOf<'write'> | undefined {
  const set = writesOf(analysis, [...run.history, ...run.events], field).at(-1);
  const value = set && run.state.memory.get(set.place.key);
  const isHeld = value !== undefined && !isNull(run.state.known(value));
  return isHeld && !run.events.some((it) => mayDestroy(analysis, it)) ? set : undefined;
}

function writesOf(
  analysis: ClassAnalysis,
  events: readonly FlowEvent[],
  field: Variable,
): EventOf<'write'>[] {
  return events.filter(
    (it): it is EventOf<'write'> =>
      it.kind === 'write' &&
      it.place.name === field.name &&
      it.place.owner?.type === analysis.model.ivars?.name,
  );
}

/** `delete ivars` runs destructors; so may code that is given the ivars. */
function mayDestroy({ model }: ClassAnalysis, event: FlowEvent): boolean {
  if (event.kind === 'delete-ivars') {
    const { file, start, end } = event.site;
    return file.text.slice(start, end).startsWith('delete');
  }
  return (
    event.kind === 'call' &&
    (event.callee.includes('~') ||
      [event.receiver, ...event.args].some(
        (it) => it?.kind === 'pointer' && it.object.type === model.ivars?.name,
      ))
  );
}
