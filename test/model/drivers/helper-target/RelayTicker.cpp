// The timer's handler lives on a plain OSObject. Nobody gave that object a queue, so cancelling the
// action, whose target it is, asserts: whatever is cancelled before or after it.

#include <time.h>

#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>

#include "RelayTicker.h"

static constexpr uint64_t kRelayNs = 1000000000;

struct RelayTicker_IVars
{
    IOTimerDispatchSource * source;
    OSAction              * action;
    uint64_t                deadline;
    bool                    stopped;
};

bool RelayTicker::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(RelayTicker_IVars, 1);
    return ivars != nullptr;
}

void RelayTicker::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->action);
        OSSafeReleaseNULL(ivars->source);
    }
    IOSafeDeleteNULL(ivars, RelayTicker_IVars, 1);
    super::free();
}

kern_return_t RelayTicker::Arm(IODispatchQueue * queue)
{
    kern_return_t ret;

    ret = IOTimerDispatchSource::Create(queue, &ivars->source);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    ret = CreateActionTick(0, &ivars->action);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    ret = ivars->source->SetHandler(ivars->action);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    ret = ivars->source->SetEnable(true);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kRelayNs;
    return ivars->source->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}

void RelayTicker::Disarm(IODispatchBlock finished)
{
    ivars->stopped = true;
    ivars->source->Cancel(^{
        ivars->action->Cancel(^{
            OSSafeReleaseNULL(ivars->action);
            OSSafeReleaseNULL(ivars->source);
            finished();
        });
    });
}

void RelayTicker::Tick_Impl(OSAction *, uint64_t)
{
    if (ivars->stopped) {
        return;
    }
    ivars->deadline += kRelayNs;
    ivars->source->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}
