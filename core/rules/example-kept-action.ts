import type { Parts } from './example-driver.ts';

/** A driver that keeps the timer's action beside the timer, and releases it with it. */
export const KEPT_ACTION: Parts = {
  ivars: `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    OSAction *blinkAction;
    uint64_t deadline;
    bool stopping;`,
  start: `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret == kIOReturnSuccess) {
        ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->queue);
    }
    if (ret == kIOReturnSuccess) {
        ret = IOTimerDispatchSource::Create(ivars->queue, &ivars->timer);
    }
    if (ret == kIOReturnSuccess) {
        ret = CreateActionBlink(0, &ivars->blinkAction); // DK02
    }
    if (ret == kIOReturnSuccess) {
        ret = ivars->timer->SetHandler(ivars->blinkAction);
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
  free: `\
void LampDriver::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->timer);
        OSSafeReleaseNULL(ivars->blinkAction);
        OSSafeReleaseNULL(ivars->queue);
    }
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
    super::free();
}`,
};
