// When timers fire, and what happens then. Events and cancel handlers come straight from the
// system's timer: they hold raw pointers to the source, and neither a cancelled queue nor a
// released source stops them.

#include "timer_state.h"

#include <DriverKit/IOLib.h>

#include "actions.h"
#include "blocks.h"
#include "clocks.h"
#include "heap.h"
#include "trace.h"
#include "world.h"

using namespace model;

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
        Enqueue(state->queue, {nullptr, "timer fires", Fire, nullptr, timer, nullptr, state->arming,
                               true, false, false});
    }
}

void model::ResetTimers()
{
    allTimers = nullptr;
}

void model::TimerCancelled(Item *item)
{
    IOTimerDispatchSource *timer = static_cast<IOTimerDispatchSource *>(item->object);
    if (item->value == 0) {
        Fail("fault at address 0x10: the timer was cancelled with a null completion, which "
             "DriverKit calls (DK04)");
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
        Fail("fault at address 0x10: the timer's second Cancel had a null completion, which "
             "DriverKit calls (DK04)");
    }
    state->onCancel = nullptr;
    reinterpret_cast<IODispatchSourceCancelHandler>(block)();
    _Block_release(block);
}

void model::RunTimerCompletion(Item *item)
{
    reinterpret_cast<IODispatchSourceCancelHandler>(item->object)();
    _Block_release(item->object);
}

void model::ArmTimer(Item *item)
{
    IOTimerDispatchSource_IVars *state = static_cast<IOTimerDispatchSource_IVars *>(item->extra);
    state->arming++;
    state->armed = true;
    if (world.settings.timerStartsEnabled) {
        state->enabled = true;
    }
    state->late = world.maxLate ? Random(world.maxLate + 1) : 0;
}

void model::ListTimer(IOTimerDispatchSource *timer)
{
    timer->ivars->next = allTimers;
    allTimers = timer;
}

void model::UnlistTimer(IOTimerDispatchSource *timer)
{
    IOTimerDispatchSource **link = &allTimers;
    while (*link != timer) {
        link = &(*link)->ivars->next;
    }
    *link = timer->ivars->next;
}
