// Stop disables the timer and releases it. There is no Cancel.

#include <os/log.h>
#include <time.h>

#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>

#include "DripDriver.h"

struct DripDriver_IVars
{
    IODispatchQueue* workQueue = nullptr;
    IOTimerDispatchSource* dripSource = nullptr;
    uint64_t period = 2'000'000'000;
    uint64_t next = 0;
    bool wet = false;
};

bool DripDriver::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = new DripDriver_IVars();
    return true;
}

void DripDriver::free()
{
    if (ivars != nullptr) {
        OSSafeReleaseNULL(ivars->workQueue);
        delete ivars;
        ivars = nullptr;
    }
    super::free();
}

kern_return_t DripDriver::Start_Impl(IOService* provider)
{
    kern_return_t error = Start(provider, SUPERDISPATCH);
    if (error == kIOReturnSuccess) {
        error = StartDripping();
    }
    if (error != kIOReturnSuccess) {
        OSSafeReleaseNULL(ivars->dripSource);
        Stop(provider, SUPERDISPATCH);
        return error;
    }
    ivars->wet = true;
    return kIOReturnSuccess;
}

kern_return_t DripDriver::StartDripping()
{
    kern_return_t error;
    OSAction* drip = nullptr;

    if ((error = IODispatchQueue::Create("Drips", 0, 0, &ivars->workQueue)) != kIOReturnSuccess) {
        return error;
    }
    if ((error = IOTimerDispatchSource::Create(ivars->workQueue, &ivars->dripSource)) != kIOReturnSuccess) {
        return error;
    }
    if ((error = CreateActionDrip(0, &drip)) != kIOReturnSuccess) {
        return error;
    }
    error = ivars->dripSource->SetHandler(drip);
    OSSafeReleaseNULL(drip);
    if (error != kIOReturnSuccess) {
        return error;
    }
    if ((error = RegisterService()) != kIOReturnSuccess) {
        return error;
    }
    if ((error = ivars->dripSource->SetEnable(true)) != kIOReturnSuccess) {
        return error;
    }
    ivars->next = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + ivars->period;
    return ivars->dripSource->WakeAtTime(kIOTimerClockUptimeRaw, ivars->next, ivars->period / 20);
}

kern_return_t DripDriver::Stop_Impl(IOService* provider)
{
    if (ivars->dripSource != nullptr) {
        ivars->dripSource->SetEnable(false);
        OSSafeReleaseNULL(ivars->dripSource);
    }
    if (ivars->wet) {
        ivars->wet = false;
        return Stop(provider, SUPERDISPATCH);
    }
    return kIOReturnSuccess;
}

void DripDriver::Drip_Impl(OSAction*, uint64_t)
{
    OpenValve();
    ivars->next += ivars->period;
    if (ivars->dripSource->WakeAtTime(kIOTimerClockUptimeRaw, ivars->next, ivars->period / 20) != kIOReturnSuccess) {
        os_log(OS_LOG_DEFAULT, "DripDriver: dry");
    }
}

void DripDriver::OpenValve()
{
}
