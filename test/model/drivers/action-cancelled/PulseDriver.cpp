// The action is a member, and Stop cancels action, source and queue while all three are alive.

#include <os/log.h>
#include <time.h>

#include <DriverKit/DriverKit.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>

#include "PulseDriver.h"

static const uint64_t kPulseInterval = 500000000;

struct PulseDriver_IVars {
    IODispatchQueue       * defaultQueue;
    IODispatchQueue       * pulseQueue;
    IOTimerDispatchSource * pulseSource;
    OSAction              * pulseAction;
    uint64_t                nextPulse;
    _Atomic(uint32_t)       pendingCancels;
    _Atomic(bool)           stopping;
};

bool
PulseDriver::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(PulseDriver_IVars, 1);
    return ivars != nullptr;
}

void
PulseDriver::free()
{
    IOSafeDeleteNULL(ivars, PulseDriver_IVars, 1);
    super::free();
}

kern_return_t
IMPL(PulseDriver, Start)
{
    kern_return_t ret;

    ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) goto Exit;
    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->defaultQueue);
    if (ret != kIOReturnSuccess) goto Exit;
    ret = IODispatchQueue::Create("PulseQueue", 0, 0, &ivars->pulseQueue);
    if (ret != kIOReturnSuccess) goto Exit;
    ret = IOTimerDispatchSource::Create(ivars->pulseQueue, &ivars->pulseSource);
    if (ret != kIOReturnSuccess) goto Exit;
    ret = CreateActionPulseOccurred(0, &ivars->pulseAction);
    if (ret != kIOReturnSuccess) goto Exit;
    ret = ivars->pulseSource->SetHandler(ivars->pulseAction);
    if (ret != kIOReturnSuccess) goto Exit;
    ret = RegisterService();
    if (ret != kIOReturnSuccess) goto Exit;
    ret = ivars->pulseSource->SetEnable(true);
    if (ret != kIOReturnSuccess) goto Exit;

    ivars->nextPulse = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPulseInterval;
    ret = ivars->pulseSource->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextPulse, kPulseInterval / 10);

Exit:
    if (ret != kIOReturnSuccess) {
        ivars->stopping = true;
        ReleaseAll();
        Stop(provider, SUPERDISPATCH);
    }
    return ret;
}

kern_return_t
IMPL(PulseDriver, Stop)
{
    if (__c11_atomic_exchange(&ivars->stopping, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }

    void (^cancelled)(void) = ^{
        if (__c11_atomic_fetch_sub(&ivars->pendingCancels, 1, __ATOMIC_ACQ_REL) == 1) {
            ivars->defaultQueue->DispatchAsync(^{
                ReleaseAll();
                Stop(provider, SUPERDISPATCH);
            });
        }
    };

    ivars->pendingCancels = 3;
    ivars->pulseAction->Cancel(cancelled);
    ivars->pulseSource->Cancel(cancelled);
    ivars->pulseQueue->Cancel(cancelled);
    return kIOReturnSuccess;
}

void
PulseDriver::ReleaseAll()
{
    OSSafeReleaseNULL(ivars->pulseSource);
    OSSafeReleaseNULL(ivars->pulseAction);
    OSSafeReleaseNULL(ivars->pulseQueue);
    OSSafeReleaseNULL(ivars->defaultQueue);
}

void
IMPL(PulseDriver, PulseOccurred)
{
    uint64_t now;

    (void)action;
    (void)time;
    if (ivars->stopping) {
        return;
    }
    SendPulse();
    now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    do {
        ivars->nextPulse += kPulseInterval;
    } while (ivars->nextPulse <= now);
    if (ivars->pulseSource->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextPulse, kPulseInterval / 10) != kIOReturnSuccess) {
        os_log(OS_LOG_DEFAULT, "PulseDriver: no more pulses");
    }
}

void
PulseDriver::SendPulse()
{
}
