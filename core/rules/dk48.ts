import type { EventOf } from '../flow/events.ts';
import { INTERRUPT } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { hasFailed, surely } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis } from './subject.ts';
import { superStops } from './super-stop.ts';
import { before, runsOf } from './timers.ts';

/** A lamp with a button: an interrupt source beside the queue, and no timer. */
const BUTTON = {
  tickDeclaration:
    '    virtual void Pressed(OSAction *action, uint64_t count, uint64_t time) TYPE(IOInterruptDispatchSource::InterruptOccurred);',
  ivars: `\
    IODispatchQueue *queue;
    IOInterruptDispatchSource *button;
    uint64_t presses;
    bool stopping;`,
  free: `\
void LampDriver::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->button);
        OSSafeReleaseNULL(ivars->queue);
    }
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
    super::free();
}`,
  start: `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    OSAction *action = nullptr;
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret == kIOReturnSuccess) {
        ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->queue);
    }
    if (ret == kIOReturnSuccess) {
        ret = IOInterruptDispatchSource::Create(provider, 0, ivars->queue, &ivars->button);
    }
    if (ret == kIOReturnSuccess) {
        ret = CreateActionPressed(0, &action);
    }
    if (ret == kIOReturnSuccess) {
        ret = ivars->button->SetHandler(action);
        OSSafeReleaseNULL(action);
    }
    if (ret == kIOReturnSuccess) {
        ret = ivars->button->SetEnable(true);
    }
    if (ret != kIOReturnSuccess) {
        (void)Stop(provider, SUPERDISPATCH);
    }
    return ret;
}`,
  tick: `\
void LampDriver::Pressed_Impl(OSAction *action, uint64_t count, uint64_t time)
{
    ivars->presses += count;
}`,
};

export const dk48: Rule = {
  id: 'DK48',
  title: 'an interrupt source is cancelled in Stop before super Stop',
  severity: 'error',
  detects:
    'Super Stop on a path of Stop while an IOInterruptDispatchSource that Start has created and given a handler has not been cancelled. SetEnable(false) and a release are not enough. One that was handed to code which is not among the sources is left alone.',
  why: 'An interrupt that comes late finds a handler whose driver is gone, while the kernel still holds the registration.',
  evidence:
    "Apple's documentation of IOService::Stop: cancel sources and wait for their handlers; kernel panics after a mere SetEnable(false) and release are reported from the field.",
  fix: 'Cancel the source with a block, and call super Stop in that block, behind its release.',
  bad: lampDriver({
    ...BUTTON,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->stopping = true;
    (void)ivars->button->SetEnable(false);
    return Stop(provider, SUPERDISPATCH); // DK48
}`,
  }),
  good: lampDriver({
    ...BUTTON,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->button->Cancel(^{
        OSSafeReleaseNULL(ivars->button);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
  }),
  check(subject): Finding[] {
    return subject.classes
      .filter((it) => it.role === 'service' && !cancelsElsewhere(it))
      .flatMap((analysis) => surely(runsOf(analysis, 'stop'), notCancelled))
      .map(({ stop, source }) =>
        report({
          rule: 'DK48',
          severity: 'error',
          site: stop.site,
          message:
            'Super Stop is called while an interrupt source is not cancelled: a late interrupt calls a driver that is gone.',
          advice: 'Cancel the source with a block first, and call super Stop in that block.',
          related: [{ site: source.site, what: 'the interrupt source is created here' }],
        }),
      );
  },
};

/** Whether other methods than Stop cancel an interrupt source: they may have come before it. */
function cancelsElsewhere({ runs }: ClassAnalysis): boolean {
  return runs.some(
    ({ entry, events }) =>
      !['stop', 'stop again'].includes(entry.kind) &&
      events.some((it) => it.kind === 'cancel' && it.object.type === INTERRUPT),
  );
}

function notCancelled(
  run: Run,
): { readonly stop: EventOf<'super'>; readonly source: EventOf<'create'> } | undefined {
  const [stop] = superStops(run);
  const past = stop ? before(run, stop) : [];
  const source = past.find(
    (it): it is EventOf<'create'> =>
      it.kind === 'create' && it.object.type === INTERRUPT && isLive(run, it),
  );
  return stop && source ? { stop, source } : undefined;

  function isLive(of: Run, { object, result }: EventOf<'create'>): boolean {
    const own = past.filter((it) => 'object' in it && it.object === object);
    return (
      !hasFailed(of, { result }) &&
      !object.isSummary &&
      own.some((it) => it.kind === 'set-handler') &&
      !own.some((it) => it.kind === 'cancel' || it.kind === 'escape')
    );
  }
}
