// Providers: devices that are there, and answer, until they are unplugged.

#include <HIDDriverKit/HIDDriverKit.h>
#include <PCIDriverKit/PCIDriverKit.h>
#include <USBDriverKit/USBDriverKit.h>

#include "glue.h"
#include "heap.h"
#include "trace.h"
#include "world.h"

using namespace model;

namespace {

kern_return_t OpenDevice(IOService *device, const char *call)
{
    const kern_return_t fault = EnterCall(device, call);
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    if (world.opens > 0) {
        Trace("%s: it is open already", call);
        return kIOReturnExclusiveAccess;
    }
    world.opens++;
    world.everOpened = true;
    return kIOReturnSuccess;
}

/** After an unplug the kernel has closed the device already. */
kern_return_t CloseDevice(IOService *device, const char *call)
{
    const kern_return_t fault = EnterCall(device, call);
    if (world.opens == 0 && !world.unplugged) {
        Fail("%s without an Open before it", call);
    }
    world.opens = 0;
    return fault;
}

template <typename T> void ReadRegister(IOPCIDevice *device, T *data, const char *call)
{
    Touch(device, call);
    *data = world.unplugged ? static_cast<T>(~T()) : T();
}

} // namespace

kern_return_t IOUSBHostDevice::Open_Impl(IOService *, IOOptionBits, uintptr_t)
{
    return OpenDevice(this, "IOUSBHostDevice::Open");
}
kern_return_t IOUSBHostDevice::Close_Impl(IOService *, IOOptionBits)
{
    return CloseDevice(this, "IOUSBHostDevice::Close");
}
kern_return_t IOUSBHostInterface::Open_Impl(IOService *, IOOptionBits, uintptr_t)
{
    return OpenDevice(this, "IOUSBHostInterface::Open");
}
kern_return_t IOUSBHostInterface::Close_Impl(IOService *, IOOptionBits)
{
    return CloseDevice(this, "IOUSBHostInterface::Close");
}
kern_return_t IOPCIDevice::Open(IOService *, IOOptionBits)
{
    return OpenDevice(this, "IOPCIDevice::Open");
}
void IOPCIDevice::Close(IOService *, IOOptionBits)
{
    (void)CloseDevice(this, "IOPCIDevice::Close");
}

// A PCI device that has gone reads as all ones.
void IOPCIDevice::ConfigurationRead8(uint64_t, uint8_t *data)
{
    ReadRegister(this, data, "IOPCIDevice::ConfigurationRead8");
}
void IOPCIDevice::ConfigurationRead16(uint64_t, uint16_t *data)
{
    ReadRegister(this, data, "IOPCIDevice::ConfigurationRead16");
}
void IOPCIDevice::ConfigurationRead32(uint64_t, uint32_t *data)
{
    ReadRegister(this, data, "IOPCIDevice::ConfigurationRead32");
}
void IOPCIDevice::MemoryRead8(uint8_t, uint64_t, uint8_t *data)
{
    ReadRegister(this, data, "IOPCIDevice::MemoryRead8");
}
void IOPCIDevice::MemoryRead16(uint8_t, uint64_t, uint16_t *data)
{
    ReadRegister(this, data, "IOPCIDevice::MemoryRead16");
}
void IOPCIDevice::MemoryRead32(uint8_t, uint64_t, uint32_t *data)
{
    ReadRegister(this, data, "IOPCIDevice::MemoryRead32");
}
void IOPCIDevice::MemoryRead64(uint8_t, uint64_t, uint64_t *data)
{
    ReadRegister(this, data, "IOPCIDevice::MemoryRead64");
}

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
