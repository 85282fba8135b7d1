// Three timers, two of them on a queue of their own. Stop counts what it waits for; the last
// completion, on whichever queue it runs, sends the end to the Default queue.

#include <os/log.h>
#include <time.h>

#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>

#include "FanDriver.h"

enum { kSpeed, kHeat, kLog, kTimers };

static const uint64_t kPeriods[kTimers] = { 10'000'000, 25'000'000, 100'000'000 };

struct FanDriver_IVars
{
    IODispatchQueue *       defaultQueue;
    IODispatchQueue *       fanQueue;
    IOTimerDispatchSource * timers[kTimers];
    uint64_t                deadlines[kTimers];
    _Atomic(uint32_t)       left;
    _Atomic(bool)           stopping;
    bool                    started;
};

static uint64_t
Uptime()
{
    return clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
}

static kern_return_t
Arm(FanDriver_IVars * ivars, int index, uint64_t deadline)
{
    ivars->deadlines[index] = deadline;
    return ivars->timers[index]->WakeAtTime(kIOTimerClockUptimeRaw, deadline, kPeriods[index] / 10);
}

static void
ArmNext(FanDriver_IVars * ivars, int index)
{
    const uint64_t period = kPeriods[index];
    const uint64_t now    = Uptime();
    uint64_t       next   = ivars->deadlines[index] + period;

    if (next <= now) {
        next += ((now - next) / period + 1) * period;
    }
    const kern_return_t ret = Arm(ivars, index, next);
    if (ret != kIOReturnSuccess && ret != kIOReturnOffline) {
        os_log(OS_LOG_DEFAULT, "FanDriver: timer %d is dead, 0x%x", index, ret);
    }
}

bool FanDriver::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(FanDriver_IVars, 1);
    return ivars != nullptr;
}

void FanDriver::free()
{
    if (ivars) {
        for (int index = 0; index < kTimers; index++) {
            OSSafeReleaseNULL(ivars->timers[index]);
        }
        OSSafeReleaseNULL(ivars->fanQueue);
        OSSafeReleaseNULL(ivars->defaultQueue);
    }
    IOSafeDeleteNULL(ivars, FanDriver_IVars, 1);
    super::free();
}

kern_return_t
FanDriver::Start_Impl(FanDriver_Start_Args)
{
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) goto Exit;

    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->defaultQueue);
    if (ret != kIOReturnSuccess) goto Exit;
    ret = IODispatchQueue::Create("Fan", 0, 0, &ivars->fanQueue);
    if (ret != kIOReturnSuccess) goto Exit;

    for (int index = 0; index < kTimers; index++) {
        OSAction * action = nullptr;

        ret = IOTimerDispatchSource::Create(index == kLog ? ivars->defaultQueue : ivars->fanQueue, &ivars->timers[index]);
        if (ret != kIOReturnSuccess) goto Exit;
        ret = index == kSpeed ? CreateActionSpeedTimer(0, &action)
            : index == kHeat  ? CreateActionHeatTimer(0, &action)
                              : CreateActionLogTimer(0, &action);
        if (ret != kIOReturnSuccess) goto Exit;
        ret = ivars->timers[index]->SetHandler(action);
        OSSafeReleaseNULL(action);
        if (ret != kIOReturnSuccess) goto Exit;
        ret = ivars->timers[index]->SetEnable(true);
        if (ret != kIOReturnSuccess) goto Exit;
    }

    ret = RegisterService();
    if (ret != kIOReturnSuccess) goto Exit;

    ivars->started = true;
    for (int index = 0; index < kTimers; index++) {
        ret = Arm(ivars, index, Uptime() + kPeriods[index]);
        if (ret != kIOReturnSuccess) goto Exit;
    }

Exit:
    if (ret != kIOReturnSuccess) {
        (void) Stop_Impl(provider);
    }
    return ret;
}

kern_return_t
FanDriver::Stop_Impl(FanDriver_Stop_Args)
{
    if (__c11_atomic_exchange(&ivars->stopping, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }

    // One for each timer, and one for this method, so that none of them is the last too early.
    ivars->left = 1;
    for (int index = 0; index < kTimers; index++) {
        if (!ivars->timers[index]) {
            continue;
        }
        __c11_atomic_fetch_add(&ivars->left, 1, __ATOMIC_ACQ_REL);
        if (ivars->timers[index]->Cancel(^{ OneLess(provider); }) != kIOReturnSuccess) {
            OneLess(provider);
        }
    }
    OneLess(provider);
    return kIOReturnSuccess;
}

void FanDriver::OneLess(IOService * provider)
{
    if (__c11_atomic_fetch_sub(&ivars->left, 1, __ATOMIC_ACQ_REL) != 1) {
        return;
    }
    if (!ivars->defaultQueue) {
        (void) Stop(provider, SUPERDISPATCH);
        return;
    }
    ivars->defaultQueue->DispatchAsync(^{
        for (int index = 0; index < kTimers; index++) {
            OSSafeReleaseNULL(ivars->timers[index]);
        }
        if (ivars->started) {
            QuiesceHardware(provider);
        }
        (void) Stop(provider, SUPERDISPATCH);
    });
}

void FanDriver::SpeedTimer_Impl(OSAction *, uint64_t)
{
    if (ivars->stopping) {
        return;
    }
    AdjustSpeed();
    ArmNext(ivars, kSpeed);
}

void IMPL(FanDriver, HeatTimer)
{
    (void) action;
    (void) time;
    if (ivars->stopping) {
        return;
    }
    ReadHeat();
    ArmNext(ivars, kHeat);
}

void IMPL(FanDriver, LogTimer)
{
    (void) action;
    (void) time;
    if (ivars->stopping) {
        return;
    }
    WriteLog();
    ArmNext(ivars, kLog);
}

void FanDriver::AdjustSpeed() { }
void FanDriver::ReadHeat() { }
void FanDriver::WriteLog() { }
void FanDriver::QuiesceHardware(IOService *) { }
