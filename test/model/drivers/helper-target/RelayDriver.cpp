#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOLib.h>

#include "RelayDriver.h"
#include "RelayTicker.h"

#ifndef OSTypeAlloc
#define OSTypeAlloc(type) (new type)
#endif

struct RelayDriver_IVars
{
    IODispatchQueue * queue;
    RelayTicker     * ticker;
    bool              stopping;
};

bool RelayDriver::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(RelayDriver_IVars, 1);
    return ivars != nullptr;
}

void RelayDriver::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->ticker);
        OSSafeReleaseNULL(ivars->queue);
    }
    IOSafeDeleteNULL(ivars, RelayDriver_IVars, 1);
    super::free();
}

kern_return_t RelayDriver::Start_Impl(IOService * provider)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);

    if (ret == kIOReturnSuccess) {
        ret = IODispatchQueue::Create("RelayQueue", 0, 0, &ivars->queue);
    }
    if (ret == kIOReturnSuccess) {
        ivars->ticker = OSTypeAlloc(RelayTicker);
        ret = ivars->ticker->init() ? ivars->ticker->Arm(ivars->queue) : kIOReturnNoMemory;
    }
    if (ret == kIOReturnSuccess) {
        return RegisterService();
    }
    OSSafeReleaseNULL(ivars->ticker);
    Stop(provider, SUPERDISPATCH);
    return ret;
}

kern_return_t RelayDriver::Stop_Impl(IOService * provider)
{
    if (ivars->stopping || !ivars->ticker) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    ivars->ticker->Disarm(^{
        Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}
