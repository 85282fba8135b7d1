#include "kernel.h"

#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOService.h>

#include "glue.h"
#include "heap.h"
#include "objects.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

namespace model {

namespace {

constexpr uint64_t kSecond = 1000ull * 1000 * 1000;

kern_return_t startResult;
bool started;
bool stopSent;
uint64_t powerSentAt;

void RunStart(Item *)
{
    world.counting = true;
    startResult = world.driver->Start(world.provider);
    world.counting = false;
    started = startResult == kIOReturnSuccess;
    Trace("Start returned 0x%x", static_cast<unsigned>(startResult));
    world.driver->release(); // the reference of its creation; super Start took one of its own
}

void RunStop(Item *)
{
    const kern_return_t ret = world.driver->Stop(world.provider);
    if (ret != kIOReturnSuccess) {
        Fail("Stop returned 0x%x: the kernel declares the service stopped at once and closes its "
             "provider (DK41)",
             static_cast<unsigned>(ret));
    }
}

void RunSetPowerState(Item *item)
{
    const uint32_t flags = static_cast<uint32_t>(item->value);
    powerSentAt = world.uptime;
    world.power = ~flags;
    if (flags & kIOServicePowerCapabilityOn) {
        world.resting = false;
        world.poweringUp = true;
        world.armedInPowerUp = false;
    }
    (void)world.driver->SetPowerState(flags);
    world.poweringUp = false;
    if (world.power != flags) {
        Fail("SetPowerState(0x%x) did not reach super: the kernel panics after 20 s (DK37)", flags);
    }
}

void DropService(Item *item)
{
    static_cast<IOService *>(item->object)->release();
}

/** A message on the driver's Default queue; it keeps the driver until it was handled. */
void Message(const char *what, void (*run)(Item *item), uint64_t value)
{
    IODispatchQueue *queue = IsLive(world.driver) ? QueueOf(world.driver) : nullptr;
    if (!queue) {
        Trace("%s: there is no driver any more", what);
        return;
    }
    world.driver->retain();
    Enqueue(queue,
            {nullptr, what, run, DropService, world.driver, nullptr, value, false, true, false});
}

} // namespace

bool NewDriver()
{
    OSObject *provider = NewProvider();
    provider->init();
    world.provider = OSRequiredCast(IOService, provider);
    OSObject *made = driver.create();
    world.counting = true;
    const bool good = made->init();
    world.counting = false;
    if (!good) {
        Trace("init failed");
        made->release();
        return false;
    }
    world.driver = OSRequiredCast(IOService, made);
    return true;
}

void QueueStart()
{
    Message("Start", RunStart, 0);
}

void QueueStop()
{
    stopSent = true;
    Message("Stop", RunStop, 0);
}

void QueueSetPowerState(uint32_t flags)
{
    Message(flags & kIOServicePowerCapabilityOn ? "SetPowerState(on)"
            : flags                             ? "SetPowerState(low)"
                                                : "SetPowerState(off)",
            RunSetPowerState, flags);
}

kern_return_t StartDriver()
{
    if (!NewDriver()) {
        return kIOReturnNoMemory;
    }
    QueueStart();
    RunAll();
    return startResult;
}

void StopDriver()
{
    QueueStop();
    RunAll();
}

void SetPower(uint32_t flags)
{
    QueueSetPowerState(flags);
    RunAll();
}

void Sleep(uint64_t nanoseconds)
{
    Trace("the Mac sleeps for %.6f ms", static_cast<double>(nanoseconds) / 1e6);
    world.monotonic += nanoseconds;
    QueueDueTimers();
}

void Unplug()
{
    Trace("the device is unplugged");
    world.unplugged = true;
    world.opens = 0;
}

kern_return_t StartResult()
{
    return startResult;
}

void CheckBeforeSuperStop()
{
    if (driver.hasQuiesce && world.quiescing) {
        Fail("super Stop inside QuiesceHardware");
    }
    if (driver.hasQuiesce && started && world.quiesces == 0) {
        Fail("super Stop before QuiesceHardware (DK11)");
    }
}

void PowerAcknowledged(uint32_t flags)
{
    world.power = flags;
    world.resting = !(flags & kIOServicePowerCapabilityOn);
    if (world.uptime - powerSentAt > 20 * kSecond) {
        Fail("SetPowerState took %.1f s to reach super: the kernel panics after 20 s (DK37)",
             static_cast<double>(world.uptime - powerSentAt) / 1e9);
    }
    for (Handler *handler = world.resting ? world.handler : nullptr; handler;
         handler = handler->outer) {
        if (handler->worked && driver.handlesPower) {
            Fail("a tick is still running when super SetPowerState(0x%x) is called", flags);
        }
    }
}

void ResetKernel()
{
    startResult = kIOReturnSuccess;
    started = false;
    stopSent = false;
}

void End()
{
    world.interleave = false;
    world.atPoint = nullptr;
    RunAll();
    if ((stopSent || !started) && world.driver && !world.driverFreed) {
        Advance(10 * kSecond);
    }
    if (world.superStarts > 0 && world.superStops == 0) {
        if (started) {
            Fail("super Stop never came: the kernel waits for it for ever (DK08)");
        }
        Fail("Start failed and super Stop was not called: the driver and its process stay (DK34)");
    }
    if (started && driver.hasQuiesce && world.quiesces != 1) {
        Fail("QuiesceHardware was called %d times, not once", world.quiesces);
    }
    if (!started && driver.hasQuiesce && driver.hasBringUp &&
        world.broughtUp != (world.quiesces > 0) && (world.broughtUp || world.touches == 0)) {
        Fail(world.broughtUp
                 ? "Start failed after BringUpHardware, and QuiesceHardware was not called"
                 : "QuiesceHardware was called for hardware that was never touched");
    }
    if (world.actionsCancelled > 0) {
        Fail("OSAction::Cancel was called for a timer's action: it does not stop the timer, and "
             "asserts once the queue is gone (DK01)");
    }
    if (world.opens > 0) {
        Fail("the provider is still open");
    }
    if (world.provider) {
        world.provider->release();
    }
    if (LiveCount() > 0) {
        PrintLive();
        if (world.driver && !world.driverFreed) {
            Fail("leak: the driver was never freed, %d references are left",
                 world.driver->model_references);
        }
        Fail("leak: %zu allocations are left", LiveCount());
    }
}

} // namespace model
