#include <DriverKit/DriverKit.h>
#include "probe.h"
#include "ProbeDriver.h"

void (^model_on_tick)(uint64_t time);
void (^model_on_power)();

bool ProbeDriver::init() { return super::init(); }

kern_return_t ProbeDriver::Start_Impl(IOService *provider)
{
    return Start(provider, SUPERDISPATCH);
}

kern_return_t ProbeDriver::Stop_Impl(IOService *provider)
{
    return Stop(provider, SUPERDISPATCH);
}

kern_return_t ProbeDriver::SetPowerState_Impl(uint32_t powerFlags)
{
    if (model_on_power) {
        model_on_power();
    }
    return SetPowerState(powerFlags, SUPERDISPATCH);
}

void ProbeDriver::Tick_Impl(OSAction *, uint64_t time)
{
    if (model_on_tick) {
        model_on_tick(time);
    }
}

void ProbeDriver::Other_Impl(OSAction *, uint64_t) {}
void ProbeSender::Sent_Impl(OSAction *, uint64_t) {}

kern_return_t ProbeTickAction(IOService *driver, OSAction **action)
{
    return static_cast<ProbeDriver *>(driver)->CreateActionTick(0, action);
}

kern_return_t ProbeOtherAction(IOService *driver, OSAction **action)
{
    return static_cast<ProbeDriver *>(driver)->CreateActionOther(0, action);
}

// Instrumented, as all code of a driver is.
int ProbeRead(const int *address) { return *address; }
