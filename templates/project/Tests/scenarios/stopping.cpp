// Stop, at every moment.

#include "scenarios.h"

namespace model {

namespace {

bool InHandler()
{
    return world.handler && world.handler->depth == FrameDepth();
}
bool InStop()
{
    return !world.handler && CurrentQueue() == QueueOf(world.driver) && world.superStops == 0;
}

void StopNow()
{
    QueueStop();
    RunAll(); // what other queues can do meanwhile
}

void TickNow()
{
    LetTimersFallDue();
    RunAll();
}

} // namespace

// Under each combination of what is not known for certain.
bool Lifecycle(int round)
{
    Step("settings %d", round);
    world.settings = SettingsOf(round);
    StartOrFail();
    const uint64_t interval = Interval();
    Advance(interval * 7 / 2);
    if (TimerCount() && world.timers[0].arms > 0 && world.timers[0].interval == interval &&
        world.timers[0].ticks == 0) {
        Fail("%s was armed in Start and never ticked: is it enabled?", driver.timers[0].name);
    }
    StopDriver();
    End();
    Note("under %d settings of the system", round + 1);
    return round + 1 < kSettings;
}

// The fire is queued; Stop comes in before it, or behind it.
bool StopWhileFirePending(int round)
{
    Step(round & 1 ? "the pending fire is dropped by Cancel"
                   : "the pending fire arrives after Cancel");
    world.settings.lateFireDelivered = !(round & 1);
    StartOrFail();
    Advance(Interval() / 2);
    if (round < 2) {
        QueueStop();
        LetTimersFallDue();
    } else {
        LetTimersFallDue();
        QueueStop();
    }
    if (round != 3) {
        RunOnly(QueueOf(world.driver)); // Stop first where the timer has a queue of its own
    }
    RunAll();
    End();
    return round < 3;
}

// Stop at each call and hook of a tick: between the stopping check and the re-arm, too.
bool StopDuringTick(int round)
{
    Step("at point %d of the tick", round);
    StartOrFail();
    Advance(Interval() / 2); // the first tick: a one-shot has no other
    AtPoint(round, InHandler, StopNow);
    Advance(Interval());
    const bool reached = PointReached();
    if (!reached) {
        QueueStop();
    }
    RunAll();
    End();
    Note("at %d points", round);
    return reached;
}

// A timer falls due at each call and hook of Stop.
bool TickDuringStop(int round)
{
    Step("at point %d of Stop", round);
    StartOrFail();
    Advance(Interval() / 2);
    AtPoint(round, InStop, TickNow);
    StopDriver();
    const bool reached = PointReached();
    End();
    Note("at %d points", round);
    return reached;
}

bool StopTwice(int round)
{
    Step(round == 0   ? "both at once"
         : round == 1 ? "the second behind the first"
                      : "the second at the end");
    StartOrFail();
    Advance(Interval() * 3 / 2);
    QueueStop();
    if (round == 0) {
        QueueStop();
    }
    if (round == 1) {
        (void)RunOne();
        QueueStop();
    }
    RunAll();
    if (round == 2) {
        QueueStop();
    }
    End();
    return round < 2;
}

// Stop is queued before Start has begun: it runs right behind it.
bool StopAtOnce(int)
{
    if (NewDriver()) {
        QueueStart();
        QueueStop();
        RunAll();
    }
    End();
    return false;
}

// The device goes between ticks, or at each call and hook of a tick; then Stop.
bool StopAfterUnplug(int round)
{
    Step(round ? "at point %d of a tick" : "between two ticks", round - 1);
    StartOrFail();
    Advance(Interval() / 2);
    bool reached = true;
    if (round == 0) {
        Unplug();
    } else {
        AtPoint(round - 1, InHandler, Unplug);
        Advance(Interval());
        reached = PointReached();
        if (!reached) {
            Unplug();
        }
    }
    StopDriver();
    End();
    return reached;
}

} // namespace model
