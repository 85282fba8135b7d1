// PCI devices: they are there, and answer, until they are unplugged.

#include <PCIDriverKit/PCIDriverKit.h>

#include "world.h"

using namespace model;

namespace {

/** A device that has gone reads as all ones. */
template <typename T> void ReadRegister(IOPCIDevice *device, T *data, const char *call)
{
    Touch(device, call);
    *data = world.unplugged ? static_cast<T>(~T()) : T();
}

} // namespace

kern_return_t IOPCIDevice::Open(IOService *, IOOptionBits)
{
    return OpenDevice(this, "IOPCIDevice::Open");
}
void IOPCIDevice::Close(IOService *, IOOptionBits)
{
    (void)CloseDevice(this, "IOPCIDevice::Close");
}

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
