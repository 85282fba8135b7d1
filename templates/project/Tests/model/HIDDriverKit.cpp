// HID interfaces: the base class of an event driver opens and closes them.

#include <HIDDriverKit/HIDDriverKit.h>

#include "heap.h"
#include "trace.h"
#include "world.h"

using namespace model;

struct IOUserHIDEventService_IVars
{
    bool open;
};

// The base class opens its interface in Start and closes it in Stop; handleStart runs in between,
// and Start can still fail after it (IOHIDFamily, IOUserHIDEventService.cpp).
kern_return_t IOUserHIDEventService::Start_Impl(IOService *provider)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        return ret;
    }
    if (!OSDynamicCast(IOHIDInterface, provider)) {
        Trace("super Start: the provider is no IOHIDInterface");
        return kIOReturnBadArgument;
    }
    IOUserHIDEventService::ivars = static_cast<IOUserHIDEventService_IVars *>(
        Allocate(sizeof(IOUserHIDEventService_IVars), "state of a HID event service"));
    IOUserHIDEventService::ivars->open = true;
    world.opens++;
    if (!handleStart(provider)) {
        return kIOReturnError;
    }
    return EnterCall(this, "super Start, after handleStart");
}

kern_return_t IOUserHIDEventService::Stop_Impl(IOService *provider)
{
    if (IOUserHIDEventService::ivars) {
        world.opens = 0;
        Free(IOUserHIDEventService::ivars);
        IOUserHIDEventService::ivars = nullptr;
    }
    return Stop(provider, SUPERDISPATCH);
}

bool IOHIDEventService::handleStart(IOService *)
{
    return true;
}
bool IOUserHIDEventService::handleStart(IOService *provider)
{
    return IOHIDEventService::handleStart(provider);
}
bool IOUserHIDEventDriver::handleStart(IOService *provider)
{
    return IOUserHIDEventService::handleStart(provider);
}
void IOUserHIDEventDriver::handleReport(uint64_t, uint8_t *, uint32_t, IOHIDReportType, uint32_t)
{
}
bool IOUserHIDEventDriver::init()
{
    return IOUserHIDEventService::init();
}
void IOUserHIDEventDriver::free()
{
    IOUserHIDEventService::free();
}
kern_return_t IOUserHIDEventDriver::Start_Impl(IOService *provider)
{
    return Start(provider, SUPERDISPATCH);
}
