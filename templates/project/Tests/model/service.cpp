// IOService: what Start, Stop and SetPowerState of the base class do.

#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/IOService.h>

#include "heap.h"
#include "kernel.h"
#include "objects.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

using namespace model;

struct IOService_IVars
{
    IOService *provider; // from super Start on
    bool started;
};

namespace {

/** After super Stop, on the Default queue: the last that the service's user-space half sees. */
void Finalize(Item *item)
{
    IOService *service = static_cast<IOService *>(item->object);
    IOService *provider = static_cast<IOService *>(item->extra);
    CancelQuietly(QueueOf(service));
    DropDefaultQueue(service);
    provider->release();
    service->release();
}

} // namespace

bool IOService::init()
{
    IOService::ivars =
        static_cast<IOService_IVars *>(Allocate(sizeof(IOService_IVars), "state of an IOService"));
    if (!OSObject::init()) {
        return false;
    }
    IODispatchQueue *queue = new IODispatchQueue;
    queue->init();
    memcpy(SetQueueName(queue), kIOServiceDefaultQueueName, sizeof kIOServiceDefaultQueueName);
    (void)OSObject::SetDispatchQueue_Impl(kIOServiceDefaultQueueName, queue);
    queue->release();
    return true;
}

void IOService::free()
{
    if (this == world.driver) {
        Trace("driver freed");
        world.driverFreed = true;
    }
    if (IOService::ivars) {
        Free(IOService::ivars);
    }
    OSObject::free();
}

kern_return_t IOService::Start_Impl(IOService *provider)
{
    world.superStarts++;
    const kern_return_t fault = EnterCall(this, "super Start");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    IOService::ivars->provider = provider;
    IOService::ivars->started = true;
    retain();
    provider->retain();
    return kIOReturnSuccess;
}

// Drops what super Start took, asynchronously on the Default queue. Without a super Start before it
// the call is balanced by itself; a second one is an over-release.
kern_return_t IOService::Stop_Impl(IOService *provider)
{
    Point("super Stop");
    Trace("super Stop");
    CheckObject(provider, "super Stop, its provider");
    if (++world.superStops > 1) {
        Fail("super Stop is called twice: the second call releases the driver and its provider "
             "once too often (DK08)");
    }
    CheckBeforeSuperStop();
    if (!IOService::ivars->started) {
        retain();
        provider->retain();
    }
    IODispatchQueue *queue = QueueOf(this);
    Enqueue(queue, {nullptr, "DriverKit finishes the stop", Finalize, nullptr, this, provider, 0,
                    false, true, false});
    if (CurrentQueue() != queue) {
        RunAll(); // another thread: it may be done before this call returns
    }
    return kIOReturnSuccess;
}

kern_return_t IOService::SetPowerState_Impl(uint32_t powerFlags)
{
    Point("super SetPowerState");
    Trace("super SetPowerState(0x%x)", powerFlags);
    PowerAcknowledged(powerFlags);
    return kIOReturnSuccess;
}

kern_return_t IOService::SetDispatchQueue_Impl(const char *name, IODispatchQueue *queue)
{
    const kern_return_t fault = EnterCall(this, "SetDispatchQueue");
    return fault != kIOReturnSuccess ? fault : OSObject::SetDispatchQueue_Impl(name, queue);
}

kern_return_t IOService::CopyDispatchQueue_Impl(const char *name, IODispatchQueue **queue)
{
    const kern_return_t fault = EnterCall(this, "CopyDispatchQueue");
    return fault != kIOReturnSuccess ? fault : OSObject::CopyDispatchQueue_Impl(name, queue);
}

IOService *IOService::GetProvider() const
{
    return IOService::ivars->provider;
}
