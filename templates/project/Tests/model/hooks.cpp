// What the driver's calls and hooks pass through, and the rules that hold at each of them.

#include <string.h>
#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOService.h>

#include "glue.h"
#include "heap.h"
#include "objects.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

namespace model {

World world;

namespace {

const char *NameOf(const Handler *handler)
{
    return handler->timer < 0 ? "a timer handler" : driver.timers[handler->timer].name;
}

/** Counts a call that a scenario may let fail, and says whether it must fail now. */
bool MustFail(const char *call)
{
    const bool named = world.failNext && strcmp(call, world.failNext) == 0;
    if (named) {
        world.failNext = nullptr;
    } else if (!world.counting || ++world.calls != world.failCall) {
        return false;
    }
    world.failed = call;
    Trace("%s: fails", call);
    return true;
}

/** By its name: BringUpHardware, PowerDownHardware and so on. */
bool TouchesHardware(const char *hook)
{
    const size_t length = strlen(hook);
    return length > 8 && strcmp(hook + length - 8, "Hardware") == 0;
}

/** The handler that the running code belongs to, or null. */
Handler *RunningHandler()
{
    return world.handler && world.handler->depth == CallerDepth() ? world.handler : nullptr;
}

void Tick(Handler *handler, const char *hook)
{
    if (handler->late) {
        Fail("%s calls %s although QuiesceHardware has run (DK19)", NameOf(handler), hook);
    }
    if (world.quiescing) {
        Fail("%s calls %s while QuiesceHardware is running (DK12)", NameOf(handler), hook);
    }
    if (world.resting && driver.handlesPower) {
        Fail("%s calls %s while the device is powered down", NameOf(handler), hook);
    }
    if (handler->worked) {
        return;
    }
    handler->worked = true;
    if (handler->timer >= 0) {
        TimerLog &log = world.timers[handler->timer];
        if (log.ticks < kMaxTicks) {
            log.tickAt[log.ticks] = world.uptime;
        }
        log.ticks++;
    }
    const uint64_t work = world.workTime + world.workOnce;
    world.workOnce = 0;
    if (work > 0) {
        Spend(work);
    }
}

void EnterQuiesce()
{
    if (++world.quiesces > 1) {
        Fail("QuiesceHardware is called a second time");
    }
    if (world.superStops > 0) {
        Fail("QuiesceHardware after super Stop: the provider may be gone (DK11)");
    }
    if (CurrentQueue() != QueueOf(world.driver)) {
        Fail("QuiesceHardware runs on %s, not on the Default queue", CurrentQueueName());
    }
    if (world.handler) {
        Fail("QuiesceHardware while %s is running (DK12)", NameOf(world.handler));
    }
    if (world.everOpened && world.opens == 0 && !world.unplugged) {
        Fail("QuiesceHardware, but the provider is closed already");
    }
    world.quiescing = true;
}

} // namespace

uint64_t Random(uint64_t limit)
{
    world.random ^= world.random << 13; // xorshift64
    world.random ^= world.random >> 7;
    world.random ^= world.random << 17;
    return world.random % limit;
}

void Point(const char *what)
{
    if (world.atPoint) {
        world.atPoint(what);
    }
    if (world.interleave && CurrentQueue()) {
        if (Random(8) == 0) {
            constexpr uint64_t kSecond = 1000ull * 1000 * 1000;
            const uint64_t most = world.timers[0].interval / 4;
            Spend(Random((most < kSecond ? most : kSecond) + 1));
        }
        if (Random(3) == 0) {
            (void)RunOne();
        }
    }
}

kern_return_t EnterCall(const void *object, const char *call)
{
    if (object) {
        CheckObject(object, call);
    }
    Point(call);
    if (object && object == world.provider) {
        const bool opensOrCloses = strstr(call, "::Open") || strstr(call, "::Close");
        world.touches += !opensOrCloses;
        if (world.quiesces > 0 && !world.quiescing && !opensOrCloses) {
            Fail("%s after QuiesceHardware", call);
        }
        if (world.unplugged) {
            Trace("%s: no device", call);
            return kIOReturnNoDevice;
        }
    }
    if (MustFail(call)) {
        return kIOReturnNoMemory;
    }
    Trace("%s", call);
    return kIOReturnSuccess;
}

void Touch(const void *object, const char *call)
{
    const bool counting = world.counting;
    world.counting = false; // it cannot fail
    (void)EnterCall(object, call);
    world.counting = counting;
}

kern_return_t Answer(const OSObject *object, const char *call)
{
    return EnterCall(object, call);
}

void CheckObject(const void *object, const char *call)
{
    if (!object) {
        Fail("null pointer: %s", call);
    }
    if (!IsLive(object)) {
        DescribeAddress(object);
        Fail("use after free: %s on an object that was freed", call);
    }
}

Hook::Hook(OSObject *object, const char *name, Result result) : fault(kIOReturnSuccess), name_(name)
{
    CheckObject(object, name);
    if (strcmp(name, "BringUpHardware") == 0) {
        world.broughtUp = true;
    }
    if (strcmp(name, "QuiesceHardware") == 0) {
        EnterQuiesce();
    }
    if (strcmp(name, "PowerUpHardware") == 0 && world.armedInPowerUp) {
        Fail("PowerUpHardware is called after a timer was armed again: a tick may meet hardware "
             "that is not ready");
    }
    Point(name);
    Handler *handler = RunningHandler();
    if (result == kStatus && MustFail(name)) {
        fault = kIOReturnNoMemory;
        return;
    }
    Trace("%s()", name);
    if (result == kBool) {
        return; // it asks, it does nothing
    }
    if (handler) {
        Tick(handler, name);
    } else if (world.quiesces > 0 && !world.quiescing && TouchesHardware(name)) {
        Fail("%s after QuiesceHardware", name);
    }
}

Hook::~Hook()
{
    if (strcmp(name_, "QuiesceHardware") == 0) {
        world.quiescing = false;
    }
}

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

} // namespace model
