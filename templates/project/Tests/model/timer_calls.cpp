// What a driver calls on an IOTimerDispatchSource.

#include <DriverKit/IOLib.h>

#include "actions.h"
#include "blocks.h"
#include "clocks.h"
#include "heap.h"
#include "timer_state.h"
#include "trace.h"
#include "world.h"

using namespace model;

kern_return_t IOTimerDispatchSource::Create(IODispatchQueue *queue, IOTimerDispatchSource **source)
{
    const kern_return_t fault = EnterCall(nullptr, "IOTimerDispatchSource::Create");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    CheckObject(queue, "IOTimerDispatchSource::Create, its queue");
    IOTimerDispatchSource *timer = new IOTimerDispatchSource;
    timer->init();
    timer->ivars->queue = queue;
    timer->ivars->retainedQueue = world.settings.sourceRetainsQueue;
    if (timer->ivars->retainedQueue) {
        queue->retain();
    }
    *source = timer;
    return kIOReturnSuccess;
}

bool IOTimerDispatchSource::init()
{
    ivars = static_cast<IOTimerDispatchSource_IVars *>(
        Allocate(sizeof(IOTimerDispatchSource_IVars), "state of a timer source"));
    ivars->enabled = world.settings.timerStartsEnabled;
    ListTimer(this);
    return OSObject::init();
}

void IOTimerDispatchSource::free()
{
    UnlistTimer(this);
    Trace("timer source freed");
    if (ivars->armed && !ivars->cancelCalled &&
        (world.counting || CurrentQueue() != ivars->queue)) {
        Fail("an armed timer source is released without Cancel%s",
             world.counting ? " when Start fails (DK34)" : ": its handler may be running (DK06)");
    }
    OSSafeReleaseNULL(ivars->action);
    if (ivars->onCancel) {
        _Block_release(ivars->onCancel);
    }
    if (ivars->retainedQueue) {
        ivars->queue->release();
    }
    Free(ivars);
    OSObject::free();
}

kern_return_t IOTimerDispatchSource::SetHandler_Impl(OSAction *action)
{
    const kern_return_t fault = EnterCall(this, "IOTimerDispatchSource::SetHandler");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    if (!action) {
        Fail("fault: SetHandler does not check for a null action (DK28)");
    }
    CheckObject(action, "IOTimerDispatchSource::SetHandler, its action");
    action->retain();
    OSSafeRelease(ivars->action);
    ivars->action = action;
    return kIOReturnSuccess;
}

// XNU IOUserServer.cpp: the same as SetEnableWithCompletion with no completion.
kern_return_t IODispatchSource::SetEnable_Impl(bool enable)
{
    return SetEnableWithCompletion(enable, nullptr);
}

kern_return_t
IOTimerDispatchSource::SetEnableWithCompletion_Impl(bool enable,
                                                    IODispatchSourceCancelHandler handler)
{
    const kern_return_t fault = EnterCall(this, enable ? "IOTimerDispatchSource::SetEnable(true)"
                                                       : "IOTimerDispatchSource::SetEnable(false)");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    ivars->enabled =
        enable; // no barrier: a fire that is queued, or a later WakeAtTime, is not held up
    if (handler && world.settings.enableCompletionRuns) {
        Enqueue(ivars->queue,
                {nullptr, "completion of SetEnableWithCompletion", RunTimerCompletion, nullptr,
                 _Block_copy(reinterpret_cast<void *>(handler)), nullptr, 0, true, true, false});
    } else if (handler) {
        Trace("the completion of SetEnableWithCompletion is never called (DK14)");
    }
    return kIOReturnSuccess;
}

kern_return_t IOTimerDispatchSource::WakeAtTime_Impl(uint64_t options, uint64_t deadline,
                                                     uint64_t leeway)
{
    const kern_return_t fault = EnterCall(this, "IOTimerDispatchSource::WakeAtTime");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    if (!IsClock(options)) {
        Trace("WakeAtTime: 0x%llx is no clock (DK23)", static_cast<unsigned long long>(options));
        return kIOReturnBadArgument;
    }
    if (ivars->cancelled) {
        Trace("WakeAtTime on a cancelled timer: kIOReturnOffline");
        return kIOReturnOffline;
    }
    CheckNoLock("WakeAtTime");
    CheckObject(ivars->queue, "IOTimerDispatchSource::WakeAtTime, the timer's queue");
    ivars->clock = options;
    ivars->deadline = NanosecondsOf(options, deadline);
    (void)leeway;
    LogArming(ivars->action, ivars->deadline, options);
    Item arm = {
        nullptr, "WakeAtTime from another queue", ArmTimer, nullptr, nullptr, ivars, 0, false, true,
        false};
    if (CurrentQueue() == ivars->queue) {
        ArmTimer(&arm);
    } else {
        RunSync(ivars->queue, arm); // on a cancelled queue: dropped, and reported as a success
    }
    return kIOReturnSuccess;
}

// The second call before the completion replaces the handler, one after it is never answered
// (libdispatch, src/source.c): exactly one of two handlers runs.
kern_return_t IOTimerDispatchSource::Cancel_Impl(IODispatchSourceCancelHandler handler)
{
    const kern_return_t fault = EnterCall(this, "IOTimerDispatchSource::Cancel");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    if (ivars->cancelled) {
        Trace("Cancel after the timer's cancellation: its completion never runs (DK07)");
        return kIOReturnSuccess;
    }
    if (ivars->onCancel) {
        Trace("Cancel again: the first completion never runs (DK07)");
        _Block_release(ivars->onCancel);
    }
    ivars->onCancel = handler ? _Block_copy(reinterpret_cast<void *>(handler)) : nullptr;
    if (!ivars->cancelCalled) {
        ivars->cancelCalled = true;
        Enqueue(ivars->queue, {nullptr, "completion of the timer's Cancel", TimerCancelled, nullptr,
                               this, nullptr, handler != nullptr, true, false, false});
    }
    return kIOReturnSuccess;
}
