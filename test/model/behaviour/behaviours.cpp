// What the model claims of DriverKit, each claim by itself. Names end in where it is from: P Apple's
// source or header, B shipped binaries, F field reports, I inferred. What follows a "|" is how the
// run must end.

#include <mach/mach_time.h>
#include <time.h>
#include <DriverKit/DriverKit.h>

#include "model/clocks.h"
#include "model/glue.h"
#include "model/heap.h"
#include "model/kernel.h"
#include "model/objects.h"
#include "model/queues.h"
#include "model/scenario.h"
#include "model/trace.h"
#include "model/world.h"
#include "probe.h"

#define EXPECT(condition)                                                   \
    do {                                                                    \
        if (!(condition)) {                                                 \
            Fail("expected %s, in line %d", #condition, __LINE__);          \
        }                                                                   \
    } while (0)

namespace model {

namespace {

constexpr uint64_t kMs = 1000 * 1000;

int                    ticks;
uint64_t               lastTime;
IODispatchQueue       *queue; // of the timer, not Default
IOTimerDispatchSource *timer;
int                    done;

/** A started driver, a queue, and a timer that counts its ticks. */
void SetUp()
{
    ticks = done = 0;
    model_on_power = nullptr;
    model_on_tick = ^(uint64_t time) {
        ticks++;
        lastTime = time;
    };
    EXPECT(StartDriver() == kIOReturnSuccess);
    EXPECT(IODispatchQueue::Create("probe", 0, 0, &queue) == kIOReturnSuccess);
    EXPECT(IOTimerDispatchSource::Create(queue, &timer) == kIOReturnSuccess);
    OSAction *action = nullptr;
    EXPECT(ProbeTickAction(world.driver, &action) == kIOReturnSuccess);
    EXPECT(timer->SetHandler(action) == kIOReturnSuccess);
    action->release();
}

void On(IODispatchQueue *where, void (^block)())
{
    where->DispatchAsync(block);
    RunOnly(where);
}

kern_return_t Wake(uint64_t after, uint64_t clock = kIOTimerClockUptimeRaw)
{
    __block kern_return_t ret = kIOReturnError;
    On(queue, ^{ ret = timer->WakeAtTime(clock, UnitsOf(clock, NowOf(clock) + after), 0); });
    return ret;
}

void TearDown()
{
    (void)timer->Cancel(^{});
    RunAll();
    timer->release();
    queue->release();
    StopDriver();
    End();
}

bool BadClock(int)
{
    SetUp();
    EXPECT(Wake(kMs, 0x81) == kIOReturnBadArgument);
    EXPECT(Wake(kMs, 1) == kIOReturnBadArgument);
    TearDown();
    return false;
}

bool ClockZero(int)
{
    SetUp();
    EXPECT(Wake(100 * kMs, 0) == kIOReturnSuccess);
    Advance(99 * kMs);
    EXPECT(ticks == 0);
    Advance(2 * kMs);
    EXPECT(ticks == 1);
    TearDown();
    return false;
}

bool TicksAreTicks(int)
{
    SetUp();
    On(queue, ^{ timer->WakeAtTime(kIOTimerClockMachAbsoluteTime, mach_absolute_time() + 3000, 0); });
    Advance(124 * 1000);
    EXPECT(ticks == 0);
    Advance(2 * 1000);
    EXPECT(ticks == 1); // 3,000 ticks are 125,000 ns
    TearDown();
    return false;
}

bool EveryClock(int round)
{
    const uint64_t clocks[] = { kIOTimerClockUptimeRaw, kIOTimerClockMonotonicRaw, kIOTimerClockRealTime, kIOTimerClockMachAbsoluteTime, kIOTimerClockMachContinuousTime };
    SetUp();
    EXPECT(Wake(50 * kMs, clocks[round]) == kIOReturnSuccess);
    Advance(60 * kMs);
    EXPECT(ticks == 1);
    const uint64_t fired = NanosecondsOf(clocks[round], lastTime);
    const uint64_t ago = NowOf(clocks[round]) - fired;
    EXPECT(ago >= 10 * kMs - 42 && ago <= 10 * kMs + 42); // a tick of the clock is 42 ns
    TearDown();
    return round < 4;
}

bool PlainQueueSleep(int)
{
    SetUp();
    EXPECT(queue->Sleep(nullptr, kMs) == kIOReturnNotReady);
    TearDown();
    return false;
}

bool PlainQueueConcurrent(int)
{
    SetUp();
    queue->DispatchConcurrent(^{});
    return false;
}

bool OtherType(int)
{
    SetUp();
    OSAction *action = nullptr;
    EXPECT(ProbeOtherAction(world.driver, &action) == kIOReturnSuccess);
    timer->SetHandler(action);
    action->release();
    Wake(kMs);
    Advance(2 * kMs);
    return false;
}

bool NullAction(int)
{
    SetUp();
    timer->SetHandler(nullptr);
    return false;
}

bool SourceHoldsAction(int)
{
    SetUp(); // releases its own reference
    Wake(kMs);
    Advance(2 * kMs);
    EXPECT(ticks == 1);
    TearDown(); // and End finds no action left
    return false;
}

bool QueueNotRetained(int)
{
    SetUp();
    Wake(kMs);
    queue->release();
    Advance(2 * kMs);
    return false;
}

bool QueueRetained(int)
{
    world.settings.sourceRetainsQueue = true;
    SetUp();
    Wake(kMs);
    queue->release();
    Advance(2 * kMs);
    EXPECT(ticks == 1);
    timer->Cancel(^{});
    RunAll();
    timer->release();
    StopDriver();
    End();
    return false;
}

bool ActionRetainsTarget(int round)
{
    world.settings = SettingsOf(round);
    SetUp();
    const int references = world.driver->model_references;
    EXPECT(references == (round == 0 ? 1 : 2)); // one is super Start's
    timer->Cancel(^{});
    RunAll();
    EXPECT(world.driver->model_references == (round == 1 ? 2 : 1));
    timer->release();
    EXPECT(world.driver->model_references == 1);
    queue->release();
    StopDriver();
    End();
    return round < 2;
}

bool SuperStartRetains(int)
{
    SetUp();
    EXPECT(world.driver->model_references == 1);
    EXPECT(world.provider->model_references == 2);
    timer->Cancel(^{});
    RunAll();
    timer->release();
    queue->release();
    IODispatchQueue *home = QueueOf(world.driver);
    QueueStop();
    EXPECT(RunOne());
    EXPECT(!world.driverFreed); // super Stop has been called, the rest is queued behind it
    RunOnly(home);
    EXPECT(world.driverFreed);
    EXPECT(world.provider->model_references == 1);
    End();
    return false;
}

bool CancelNull(int)
{
    SetUp();
    timer->Cancel(nullptr);
    RunAll();
    return false;
}

bool QueueCancelNull(int)
{
    SetUp();
    queue->Cancel(nullptr);
    RunAll();
    return false;
}

bool ActionCancel(int)
{
    SetUp();
    OSAction *action = nullptr;
    ProbeTickAction(world.driver, &action);
    timer->SetHandler(action);
    EXPECT(action->Cancel(nullptr) == kIOReturnSuccess);
    EXPECT(action->Cancel(^{ done++; }) == kIOReturnSuccess);
    RunAll();
    EXPECT(done == 1);
    Wake(kMs);
    Advance(2 * kMs);
    EXPECT(ticks == 1); // the timer goes on
    action->release();
    world.actionsCancelled = 0;
    TearDown();
    return false;
}

bool ActionCancelOfFreedTarget(int)
{
    SetUp();
    OSAction *action = nullptr;
    ProbeTickAction(world.driver, &action);
    StopDriver();
    action->Cancel(nullptr);
    return false;
}

bool ReleasedBeforeCompletion(int)
{
    SetUp();
    timer->Cancel(^{});
    timer->release();
    RunAll();
    return false;
}

bool ReleasedInCompletion(int)
{
    SetUp();
    timer->Cancel(^{
        EXPECT(queue->OnQueue());
        timer->release();
        done++;
    });
    EXPECT(done == 0); // not on the caller's thread
    RunAll();
    EXPECT(done == 1); // and without ever having been armed
    queue->release();
    StopDriver();
    End();
    return false;
}

bool CancelOnCancelledQueue(int)
{
    SetUp();
    queue->Cancel(^{});
    RunAll();
    timer->Cancel(^{ done++; });
    RunAll();
    EXPECT(done == 1);
    timer->release();
    queue->release();
    StopDriver();
    End();
    return false;
}

bool CancelTwice(int)
{
    SetUp();
    timer->Cancel(^{ done += 1; });
    timer->Cancel(^{ done += 10; });
    RunAll();
    EXPECT(done == 10); // the second replaced the first
    timer->Cancel(^{ done += 100; });
    RunAll();
    EXPECT(done == 10); // afterwards none is called
    timer->release();
    queue->release();
    StopDriver();
    End();
    return false;
}

bool CancelInHandler(int)
{
    SetUp();
    model_on_tick = ^(uint64_t) {
        timer->Cancel(^{ done++; });
        EXPECT(done == 0);
        ticks++;
    };
    Wake(kMs);
    Advance(2 * kMs);
    EXPECT(ticks == 1 && done == 1);
    EXPECT(Wake(kMs) == kIOReturnOffline);
    timer->release();
    queue->release();
    StopDriver();
    End();
    return false;
}

bool ReleasedInHandler(int)
{
    SetUp();
    model_on_tick = ^(uint64_t) { timer->release(); };
    Wake(kMs);
    Advance(2 * kMs);
    return false;
}

bool EnableIsNoBarrier(int)
{
    SetUp();
    Wake(kMs);
    timer->SetEnableWithCompletion(false, ^{ done++; });
    Advance(2 * kMs);
    EXPECT(ticks == 0 && done == 0); // the completion is never called
    Wake(kMs);
    Advance(2 * kMs);
    EXPECT(ticks == 1); // WakeAtTime enables it again
    TearDown();
    return false;
}

bool StartsDisabled(int)
{
    world.settings.timerStartsEnabled = false;
    SetUp();
    Wake(kMs);
    Advance(2 * kMs);
    EXPECT(ticks == 0);
    timer->SetEnable(true);
    Wake(kMs);
    Advance(2 * kMs);
    EXPECT(ticks == 1);
    TearDown();
    return false;
}

bool QueueCancelStopsNoTimer(int)
{
    SetUp();
    Wake(kMs);
    queue->Cancel(^{});
    RunAll();
    Advance(2 * kMs);
    EXPECT(ticks == 1);
    queue->DispatchAsync(^{ done++; });
    RunAll();
    EXPECT(done == 0); // dropped
    EXPECT(timer->WakeAtTime(kIOTimerClockUptimeRaw, world.uptime + kMs, 0) == kIOReturnSuccess);
    Advance(2 * kMs);
    EXPECT(ticks == 1); // reported as a success, not armed
    TearDown();
    return false;
}

bool QueueCancelDrains(int round)
{
    world.settings.queueCancelDrains = round == 0;
    SetUp();
    queue->DispatchAsync(^{ done++; });
    queue->Cancel(^{ done += 10; });
    RunAll();
    EXPECT(done == (round == 0 ? 11 : 10));
    TearDown();
    return round < 1;
}

bool LateFire(int round)
{
    world.settings.lateFireDelivered = round == 0;
    SetUp();
    Wake(kMs);
    world.uptime += 2 * kMs;
    QueueDueTimers();
    timer->Cancel(^{});
    RunAll();
    EXPECT(ticks == (round == 0 ? 1 : 0));
    timer->release();
    queue->release();
    StopDriver();
    End();
    return round < 1;
}

bool AfterSuperStop(int)
{
    SetUp();
    IODispatchQueue *home = nullptr;
    world.driver->CopyDispatchQueue(kIOServiceDefaultQueueName, &home);
    timer->Cancel(^{});
    RunAll();
    timer->release();
    queue->release();
    StopDriver();
    home->DispatchAsync(^{ done++; });
    RunAll();
    EXPECT(done == 0);
    home->release();
    End();
    return false;
}

bool SuperStopTwice(int)
{
    SetUp();
    world.driver->retain();
    StopDriver();
    (void)world.driver->Stop(world.provider);
    return false;
}

bool SuperStopAlone(int)
{
    if (NewDriver()) {
        QueueStop();
        RunAll();
        EXPECT(!world.driverFreed);
        EXPECT(world.driver->model_references == 1);
        EXPECT(world.provider->model_references == 1);
        world.driver->release();
    }
    End();
    return false;
}

bool SleepStopsUptime(int)
{
    SetUp();
    Wake(50 * kMs, kIOTimerClockUptimeRaw);
    Sleep(100 * kMs);
    RunAll();
    EXPECT(ticks == 0);
    Advance(51 * kMs);
    EXPECT(ticks == 1);
    Wake(50 * kMs, kIOTimerClockMonotonicRaw);
    Sleep(100 * kMs);
    RunAll();
    EXPECT(ticks == 2); // overdue: at the wake
    TearDown();
    return false;
}

bool Rearming(int)
{
    SetUp();
    Wake(10 * kMs);
    Wake(30 * kMs);
    Advance(20 * kMs);
    EXPECT(ticks == 0); // the deadline was replaced
    Advance(20 * kMs);
    EXPECT(ticks == 1);
    Advance(100 * kMs);
    EXPECT(ticks == 1); // one-shot
    On(queue, ^{ timer->WakeAtTime(kIOTimerClockUptimeRaw, 1, 0); });
    RunAll();
    Advance(0);
    EXPECT(ticks == 2); // a deadline in the past fires at once
    On(queue, ^{ timer->WakeAtTime(kIOTimerClockUptimeRaw, 0x4000000000000000ull, 0); });
    EXPECT(NextDeadline() == kNever);
    TearDown();
    return false;
}

bool DispatchSyncToItself(int)
{
    SetUp();
    On(queue, ^{ queue->DispatchSync(^{}); });
    return false;
}

bool SyncInACircle(int)
{
    SetUp();
    On(queue, ^{ QueueOf(world.driver)->DispatchSync(^{ queue->DispatchSync(^{}); }); });
    return false;
}

bool LockAcrossWake(int)
{
    SetUp();
    IOLock *lock = IOLockAlloc();
    IOLockLock(lock);
    timer->WakeAtTime(kIOTimerClockUptimeRaw, world.uptime + kMs, 0);
    return false;
}

bool UnpluggedProvider(int)
{
    SetUp();
    EXPECT(world.provider->SetName("x") == kIOReturnSuccess);
    Unplug();
    EXPECT(world.provider->SetName("x") == kIOReturnNoDevice);
    TearDown();
    return false;
}

bool SlowPower(int)
{
    SetUp();
    model_on_power = ^{ IOSleep(21 * 1000); };
    SetPower(kIOServicePowerCapabilityOff);
    return false;
}

bool ReadFreed(int)
{
    int *memory = static_cast<int *>(IOMallocZero(12));
    EXPECT(ProbeRead(memory + 2) == 0);
    IOFree(memory, 12);
    ProbeRead(memory);
    return false;
}

bool ReadBehind(int)
{
    int *memory = static_cast<int *>(IOMallocZero(12));
    ProbeRead(memory + 3);
    return false;
}

bool ReadNull(int)
{
    ProbeRead(nullptr);
    return false;
}

bool FreeTwice(int)
{
    void *memory = IOMallocZero(8);
    IOFree(memory, 8);
    IOFree(memory, 8);
    return false;
}

bool FreeOtherSize(int)
{
    IOFree(IOMallocZero(8), 16);
    return false;
}

bool Leak(int)
{
    SetUp();
    (void)IOMallocZero(8);
    TearDown();
    return false;
}

bool Blocks(int)
{
    SetUp();
    const size_t before = LiveCount();
    __block int shared = 1;
    int copied = 10;
    void (^inner)() = ^{ shared += copied; };
    queue->DispatchAsync(^{
        inner();
        shared *= 2;
    });
    copied = 1000;
    shared = 5;
    RunAll();
    EXPECT(shared == 30);
    EXPECT(LiveCount() == before + 1); // the __block variable, until this frame ends
    return false;
}

} // namespace

const Scenario scenarios[] = {
    { "an option that is no clock gives kIOReturnBadArgument (1.5, B)", BadClock },
    { "option 0 is MachAbsoluteTime (1.5, B)", ClockZero },
    { "bit 0x40 means ticks (1.5, B)", TicksAreTicks },
    { "time is the fire time in units of the armed clock (6, P B)", EveryClock },
    { "Sleep on a plain queue returns at once (1.7, P B)", PlainQueueSleep },
    { "DispatchConcurrent on a plain queue asserts (1.7, B) | DispatchConcurrent asserts", PlainQueueConcurrent },
    { "an action of another TYPE aborts at the first fire (1.11, P B) | abort: the action", OtherType },
    { "SetHandler(nullptr) faults (2, B) | fault: SetHandler does not check", NullAction },
    { "SetHandler retains the action, the source releases it (2, P B)", SourceHoldsAction },
    { "the source does not retain its queue (2, B) | a queue that was released before it", QueueNotRetained },
    { "switch: the source retains its queue (2)", QueueRetained },
    { "switch: the action retains its target, and until when (2, P B)", ActionRetainsTarget },
    { "super Start retains driver and provider, super Stop lets go later (2, B)", SuperStartRetains },
    { "timer Cancel(NULL) faults at 0x10 (3, B F) | fault at address 0x10", CancelNull },
    { "queue Cancel(NULL) faults at 0x10 (3, B F) | fault at address 0x10", QueueCancelNull },
    { "OSAction::Cancel takes NULL and does not stop the timer (3, 5, B I)", ActionCancel },
    { "OSAction::Cancel after the target was freed asserts (5, B F) | Assertion failed: (priv->queueArray), function QueueForObject", ActionCancelOfFreedTarget },
    { "source released before its completion (3, B F) | (address 0x8)", ReleasedBeforeCompletion },
    { "source released in its completion, on its queue, never armed (3, B P)", ReleasedInCompletion },
    { "Cancel on a cancelled queue still completes (3, B)", CancelOnCancelledQueue },
    { "Cancel twice: exactly one completion (3, P B)", CancelTwice },
    { "Cancel in the handler completes behind it, then WakeAtTime is offline (3, P B)", CancelInHandler },
    { "source released in its handler (7, B) | its handler had returned", ReleasedInHandler },
    { "SetEnable(false) is no barrier, its completion never comes (3, B)", EnableIsNoBarrier },
    { "switch: a timer starts disabled (3)", StartsDisabled },
    { "cancelling a queue stops no timer, drops blocks (3, B)", QueueCancelStopsNoTimer },
    { "switch: queue Cancel drains or drops (3)", QueueCancelDrains },
    { "switch: a fire queued before Cancel arrives or not (3)", LateFire },
    { "DispatchAsync to Default after super Stop is dropped (4, B)", AfterSuperStop },
    { "super Stop twice is an over-release (4, B) | super Stop is called twice", SuperStopTwice },
    { "super Stop without super Start is balanced (4, B)", SuperStopAlone },
    { "sleep stops Uptime, Monotonic fires at the wake (6, P)", SleepStopsUptime },
    { "WakeAtTime replaces, is one-shot, past is now, far is never (6, P B)", Rearming },
    { "DispatchSync to the own queue deadlocks (3, B) | deadlock: block of DispatchSync", DispatchSyncToItself },
    { "DispatchSync in a circle deadlocks (6, P) | which waits for this code to end", SyncInACircle },
    { "a lock held across WakeAtTime (6, F) | with an IOLock held", LockAcrossWake },
    { "an unplugged provider fails every call (4, P)", UnpluggedProvider },
    { "SetPowerState must reach super within 20 s (4, P F) | SetPowerState took 21.0 s", SlowPower },
    { "a read of freed memory | bad read of 4 bytes", ReadFreed },
    { "a read behind the end | bad read of 4 bytes", ReadBehind },
    { "a read through null | fault at address 0x0", ReadNull },
    { "memory freed twice | is freed twice", FreeTwice },
    { "memory freed with another size | of 8 bytes is freed as one of 16", FreeOtherSize },
    { "a leak | leak: 1 allocations are left", Leak },
    { "blocks share __block variables, copy others, and leave nothing", Blocks },
    { nullptr, nullptr },
};

} // namespace model
