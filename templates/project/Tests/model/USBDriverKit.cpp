// USB devices and interfaces: they are there, and answer, until they are unplugged.

#include <USBDriverKit/USBDriverKit.h>

#include "world.h"

using namespace model;

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
