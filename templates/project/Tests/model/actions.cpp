#include "actions.h"

#include <string.h>
#include <DriverKit/IOService.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>

#include "blocks.h"
#include "clocks.h"
#include "glue.h"
#include "heap.h"
#include "objects.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

using namespace model;

struct OSAction_IVars
{
    OSObject *target;
    ActionTarget what;
    bool retainsTarget;
    bool cancelled;
};

namespace {

/** The number of the driver's timer handler that an action calls, or -1. */
int TimerIndex(OSAction *action)
{
    for (int index = 0; index < kMaxTimers && driver.timers[index].name; index++) {
        if (action && action->ivars->what.method == driver.timers[index].method) {
            return index;
        }
    }
    return -1;
}

void RunCancelled(Item *item)
{
    static_cast<OSAction *>(item->extra)->ivars->cancelled = true;
    if (item->object) {
        reinterpret_cast<OSActionCancelHandler>(item->object)();
    }
}

void DropCancelled(Item *item)
{
    _Block_release(item->object);
    static_cast<OSAction *>(item->extra)->release();
}

} // namespace

kern_return_t model::CreateAction(OSObject *target, const ActionTarget &what, size_t,
                                  OSAction **action)
{
    const kern_return_t fault = EnterCall(target, "CreateAction");
    if (fault != kIOReturnSuccess) {
        return fault;
    }
    OSAction *made = new OSAction;
    made->init();
    made->ivars =
        static_cast<OSAction_IVars *>(Allocate(sizeof(OSAction_IVars), "state of an action"));
    *made->ivars = {target, what, world.settings.actionRetainsTarget, false};
    if (made->ivars->retainsTarget) {
        target->retain();
    }
    *action = made;
    return kIOReturnSuccess;
}

void model::DeliverTimer(OSAction *action, uint64_t time)
{
    CheckObject(action, "the timer's action");
    OSAction_IVars *state = action->ivars;
    if (state->what.type != IOTimerDispatchSource::TimerOccurred_ID) {
        Fail("abort: the action given to SetHandler is not of "
             "TYPE(IOTimerDispatchSource::TimerOccurred) (DK28)");
    }
    if (!IsLive(state->target)) {
        Fail("use after free: the timer fires at %s, but its object was freed", state->what.name);
    }
    const int index = TimerIndex(action);
    Handler handler = {world.handler, index, FrameDepth(), false, world.quiesces > 0};
    world.handler = &handler;
    if (index >= 0) {
        world.timers[index].calls++;
    }
    Trace("%s", state->what.name);
    IOTimerDispatchSource::TimerOccurred_Message message = {action, time};
    (void)state->target->Dispatch({state->what.method, state->what.name, &message});
    world.handler = handler.outer;
}

void model::LogArming(OSAction *action, uint64_t deadline, uint64_t option)
{
    if (action) {
        CheckObject(action, "WakeAtTime, the timer's action");
    }
    const int index = TimerIndex(action);
    const uint64_t now = NowOf(option);
    if (world.resting && driver.handlesPower) {
        Fail("a timer is armed while the device is powered down");
    }
    world.armedInPowerUp = world.poweringUp;
    const double ahead = deadline >= now ? static_cast<double>(deadline - now)
                                         : -static_cast<double>(now - deadline);
    if (index < 0) {
        Trace("a timer is armed, %.6f ms ahead", ahead / 1e6);
        return;
    }
    Trace("%s is armed, %.6f ms ahead", driver.timers[index].name, ahead / 1e6);
    TimerLog &log = world.timers[index];
    const uint64_t due =
        deadline >= now ? world.uptime + (deadline - now) : world.uptime - (now - deadline);
    if (log.arms == 0) {
        log.interval = deadline - now;
    }
    if (log.arms < kMaxTicks) {
        log.dueAt[log.arms] = due;
    }
    log.arms++;
}

// The target's queue is looked for at this moment, and must be there.
kern_return_t OSAction::Cancel(OSActionCancelHandler handler)
{
    CheckObject(this, "OSAction::Cancel");
    Point("OSAction::Cancel");
    Trace("OSAction::Cancel of %s's action", ivars->what.name);
    world.actionsCancelled++;
    if (!IsLive(ivars->target)) {
        Fail("Assertion failed: (priv->queueArray), function QueueForObject, file uioserver.cpp");
    }
    IODispatchQueue *queue = QueueOf(ivars->target);
    if (!queue) {
        Fail("Assertion failed: (queue), function Cancel, file uioserver.cpp");
    }
    retain();
    Enqueue(queue, {nullptr, "completion of OSAction::Cancel", RunCancelled, DropCancelled,
                    _Block_copy(reinterpret_cast<void *>(handler)), this, 0, false, true, false});
    return kIOReturnSuccess;
}

void OSAction::free()
{
    if (ivars->retainsTarget) {
        ivars->target->release();
    }
    Free(ivars);
    OSObject::free();
}

kern_return_t OSAction::Create(OSObject *target, uint64_t targetmsgid, uint64_t msgid, size_t size,
                               OSAction **action)
{
    return model::CreateAction(target, {targetmsgid, "OSAction::Create", msgid}, size, action);
}

void *OSAction::GetReference()
{
    Fail("OSAction::GetReference: with a reference size of 0 it points past the action (DK31)");
}

kern_return_t OSAction::Wait(OSActionWaitToken *, uint64_t, uint64_t)
{
    Fail("OSAction::Wait blocks its queue (DK13)");
}
