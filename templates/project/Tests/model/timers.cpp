// Timer sources. The event and the cancel handler come straight from the system's timer: they hold
// raw pointers to the source, and neither a cancelled queue nor a released source stops them.

#include <DriverKit/IOLib.h>
#include <DriverKit/IOTimerDispatchSource.h>

#include "actions.h"
#include "blocks.h"
#include "clocks.h"
#include "heap.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

using namespace model;

struct IOTimerDispatchSource_IVars
{
    IOTimerDispatchSource *next; // in the list of all timers
    IODispatchQueue       *queue;
    OSAction              *action;
    void                  *onCancel; // block
    uint64_t               clock;    // option of WakeAtTime
    uint64_t               deadline; // ns of that clock
    uint64_t               late;     // how much after it the fire comes
    uint64_t               arming;   // counts them: a fire of an earlier one is void
    bool                   armed;
    bool                   enabled;
    bool                   cancelCalled;
    bool                   cancelled; // its completion has begun
    bool                   retainedQueue;
};

namespace {

IOTimerDispatchSource *allTimers;

/** When the timer falls due, on the uptime clock. */
uint64_t DueAt(const IOTimerDispatchSource_IVars *timer)
{
    if (!timer->armed || timer->cancelCalled || timer->deadline > 0x3FFFFFFFFFFFFFFEull) {
        return kNever;
    }
    const uint64_t now = NowOf(timer->clock);
    const uint64_t due = timer->deadline + timer->late;
    return due > now ? world.uptime + (due - now) : world.uptime;
}

void CheckSource(IOTimerDispatchSource *timer, const char *when)
{
    if (!IsLive(timer)) {
        Fail("use after free: the timer source was released before %s (DK05, DK06)", when);
    }
}

void Fire(Item *item)
{
    IOTimerDispatchSource *timer = static_cast<IOTimerDispatchSource *>(item->object);
    CheckSource(timer, "its pending fire");
    IOTimerDispatchSource_IVars *state = timer->ivars;
    if (state->cancelled || (state->cancelCalled && !world.settings.lateFireDelivered)) {
        Trace("the fire is dropped: the timer is cancelled");
    } else if (item->value != state->arming) {
        Trace("the fire is void: the timer was armed again");
    } else if (!state->enabled) {
        Trace("the fire is dropped: the timer is not enabled");
    } else if (state->action) {
        DeliverTimer(state->action, UnitsOf(state->clock, NowOf(state->clock)));
        CheckSource(timer, "its handler had returned: DriverKit still reads it (DK18)");
    }
}

void Cancelled(Item *item)
{
    IOTimerDispatchSource *timer = static_cast<IOTimerDispatchSource *>(item->object);
    if (item->value == 0) {
        Fail("fault at address 0x10: the timer was cancelled with a null completion, which DriverKit calls (DK04)");
    }
    CheckSource(timer, "the completion of its Cancel (address 0x8)");
    IOTimerDispatchSource_IVars *state = timer->ivars;
    state->enabled = false;
    state->cancelled = true;
    if (world.settings.actionDroppedOnCancel) {
        OSSafeReleaseNULL(state->action);
    }
    void *block = state->onCancel;
    if (!block) {
        Fail("fault at address 0x10: the timer's second Cancel had a null completion, which DriverKit calls (DK04)");
    }
    state->onCancel = nullptr;
    reinterpret_cast<IODispatchSourceCancelHandler>(block)();
    _Block_release(block);
}

void RunCompletion(Item *item)
{
    reinterpret_cast<IODispatchSourceCancelHandler>(item->object)();
    _Block_release(item->object);
}

void Arm(Item *item)
{
    IOTimerDispatchSource_IVars *state = static_cast<IOTimerDispatchSource_IVars *>(item->extra);
    state->arming++;
    state->armed = true;
    if (world.settings.timerStartsEnabled) {
        state->enabled = true;
    }
    state->late = world.maxLate ? Random(world.maxLate + 1) : 0;
}

} // namespace

uint64_t model::NextDeadline()
{
    uint64_t next = kNever;
    for (IOTimerDispatchSource *timer = allTimers; timer; timer = timer->ivars->next) {
        const uint64_t due = DueAt(timer->ivars);
        next = due < next ? due : next;
    }
    return next;
}

void model::QueueDueTimers()
{
    for (IOTimerDispatchSource *timer = allTimers; timer; timer = timer->ivars->next) {
        IOTimerDispatchSource_IVars *state = timer->ivars;
        if (DueAt(state) > world.uptime) {
            continue;
        }
        state->armed = false;
        if (!IsLive(state->queue)) {
            Fail("use after free: a timer fires on a queue that was released before it (DK17)");
        }
        Enqueue(state->queue, { nullptr, "timer fires", Fire, nullptr, timer, nullptr, state->arming, true, false, false });
    }
}

void model::ResetTimers()
{
    allTimers = nullptr;
}

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
    ivars = static_cast<IOTimerDispatchSource_IVars *>(Allocate(sizeof(IOTimerDispatchSource_IVars), "state of a timer source"));
    ivars->enabled = world.settings.timerStartsEnabled;
    ivars->next = allTimers;
    allTimers = this;
    return OSObject::init();
}

void IOTimerDispatchSource::free()
{
    IOTimerDispatchSource **link = &allTimers;
    while (*link != this) {
        link = &(*link)->ivars->next;
    }
    *link = ivars->next;
    Trace("timer source freed");
    if (ivars->armed && !ivars->cancelCalled && (world.counting || CurrentQueue() != ivars->queue)) {
        Fail("an armed timer source is released without Cancel%s", world.counting ? " when Start fails (DK34)" : ": its handler may be running (DK06)");
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

kern_return_t IOTimerDispatchSource::SetEnableWithCompletion_Impl(bool enable, IODispatchSourceCancelHandler handler)
{
    const kern_return_t fault = EnterCall(this, enable ? "IOTimerDispatchSource::SetEnable(true)" : "IOTimerDispatchSource::SetEnable(false)");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    ivars->enabled = enable; // no barrier: a fire that is queued, or a later WakeAtTime, is not held up
    if (handler && world.settings.enableCompletionRuns) {
        Enqueue(ivars->queue, { nullptr, "completion of SetEnableWithCompletion", RunCompletion, nullptr,
            _Block_copy(reinterpret_cast<void *>(handler)), nullptr, 0, true, true, false });
    } else if (handler) {
        Trace("the completion of SetEnableWithCompletion is never called (DK14)");
    }
    return kIOReturnSuccess;
}

kern_return_t IOTimerDispatchSource::WakeAtTime_Impl(uint64_t options, uint64_t deadline, uint64_t leeway)
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
    Item arm = { nullptr, "WakeAtTime from another queue", Arm, nullptr, nullptr, ivars, 0, false, true, false };
    if (CurrentQueue() == ivars->queue) {
        Arm(&arm);
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
        Enqueue(ivars->queue, { nullptr, "completion of the timer's Cancel", Cancelled, nullptr, this, nullptr, handler != nullptr, true, false, false });
    }
    return kIOReturnSuccess;
}
