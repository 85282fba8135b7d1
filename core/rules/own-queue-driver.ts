import { lampDriver, type Parts } from './example-driver.ts';
import type { Example } from './rule.ts';

const IVARS = `\
    IODispatchQueue *defaultQueue;
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    uint64_t deadline;
    _Atomic(bool) stopping;`;

const FREE = `\
void LampDriver::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->timer);
        OSSafeReleaseNULL(ivars->queue);
        OSSafeReleaseNULL(ivars->defaultQueue);
    }
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
    super::free();
}`;

const START = `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    OSAction *action = nullptr;
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->defaultQueue);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = IODispatchQueue::Create("LampQueue", 0, 0, &ivars->queue);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = IOTimerDispatchSource::Create(ivars->queue, &ivars->timer);
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

/** Stop's end of a timer on its own queue: its Cancel, the queue's, and back on Default. */
const STOP = `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (__c11_atomic_exchange(&ivars->stopping, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
    (void)ivars->timer->Cancel(^{
        (void)ivars->queue->Cancel(^{
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->timer);
                (void)Stop(provider, SUPERDISPATCH);
            });
        });
    });
    return kIOReturnSuccess;
}`;

/** The driver of the examples with its timer on a queue of its own. */
export function lampDriverOnOwnQueue(parts: Parts = {}): Example {
  return lampDriver({ ivars: IVARS, free: FREE, start: START, stop: STOP, ...parts });
}
