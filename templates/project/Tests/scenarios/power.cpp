// Sleep and wake.

#include "scenarios.h"

namespace model {

namespace {

/** Ticks of each timer must go on after the wake, without a burst. */
void CheckAfterWake(const int *before, uint64_t passed)
{
    for (int timer = 0; timer < TimerCount(); timer++) {
        const TimerLog &log = world.timers[timer];
        if (!log.interval) {
            continue;
        }
        const int ticks = log.ticks - before[timer];
        const int periods = static_cast<int>(passed / log.interval);
        if (ticks > periods + 2) { // one that was overdue, and one that was due soon
            Fail("%s ticked %d times in %d periods after the wake (DK25)",
                 driver.timers[timer].name, ticks, periods);
        }
        if (IsPeriodic(timer) && ticks < periods) {
            Fail("%s ticked %d times in %d periods after the wake", driver.timers[timer].name,
                 ticks, periods);
        }
    }
}

void CountTicks(int *ticks)
{
    for (int timer = 0; timer < TimerCount(); timer++) {
        ticks[timer] = world.timers[timer].ticks;
    }
}

} // namespace

// Off (the Mac sleeps) and Low (the Mac runs on), between ticks and with a fire that is pending;
// timers that fell due in the sleep fire before the driver hears of the wake, and after.
bool SleepAndWake(int round)
{
    const bool low = (round & 1) != 0;
    const bool pending = (round & 2) != 0;
    const bool wakeFirst = (round & 4) != 0;
    Step("%s%s%s", low ? "low power" : "sleep", pending ? ", a fire is pending" : "",
         wakeFirst ? ", SetPowerState before the fires" : "");
    StartOrFail();
    const uint64_t interval = Interval();
    Advance(interval * 7 / 3);
    for (int times = 0; times < 2; times++) {
        if (pending) {
            LetTimersFallDue();
        }
        SetPower(low ? kIOServicePowerCapabilityLow : kIOServicePowerCapabilityOff);
        if (low) {
            Advance(interval * 18 / 5);
        } else {
            Sleep(interval * 18 / 5);
        }
        if (!wakeFirst) {
            RunAll();
        }
        int before[kMaxTimers] = {};
        CountTicks(before);
        QueueSetPowerState(kIOServicePowerCapabilityOn);
        if (wakeFirst) {
            RunOnly(QueueOf(world.driver));
        }
        RunAll();
        Advance(interval * 16 / 5);
        CheckAfterWake(before, interval * 16 / 5);
    }
    StopDriver();
    End();
    return round < 7;
}

// Sleep at each call and hook of a tick, by itself and behind a Stop: no tick may be running when
// super SetPowerState is called.
bool SleepDuringTick(int round)
{
    static bool withStop;
    withStop = round % 2 != 0;
    Step("at point %d of the tick%s", round / 2, withStop ? ", with Stop before it" : "");
    StartOrFail();
    Advance(Interval() / 2);
    AtPoint(
        round / 2, [] { return world.handler && world.handler->depth == FrameDepth(); },
        [] {
            if (withStop) {
                QueueStop();
            }
            QueueSetPowerState(kIOServicePowerCapabilityOff);
            RunAll();
        });
    Advance(Interval());
    const bool reached = PointReached();
    RunAll();
    SetPower(kIOServicePowerCapabilityOn);
    Advance(2 * Interval());
    if (!withStop || !reached) {
        StopDriver();
    }
    End();
    Note("at %d points", round / 2);
    return reached || !withStop;
}

// Stop while the driver rests; before it has heard of the sleep; right behind the wake; and power
// messages that come while Stop is under way.
bool StopAroundSleep(int round)
{
    static const char *const kSteps[] = {"while asleep",          "before the sleep",
                                         "right behind the wake", "sleep during Stop",
                                         "wake during Stop",      "sleep after Stop"};
    Step("%s", kSteps[round]);
    StartOrFail();
    const uint64_t interval = Interval();
    Advance(interval * 7 / 3);
    if (round == 0 || round == 2 || round == 4) {
        SetPower(kIOServicePowerCapabilityOff);
        Sleep(interval * 18 / 5);
    }
    switch (round) {
    case 0:
        QueueStop();
        break;
    case 1:
        QueueStop();
        QueueSetPowerState(kIOServicePowerCapabilityOff);
        break;
    case 2:
        QueueSetPowerState(kIOServicePowerCapabilityOn);
        QueueStop();
        break;
    case 3:
    case 4:
        QueueStop();
        (void)RunOne();
        QueueSetPowerState(round == 3 ? kIOServicePowerCapabilityOff : kIOServicePowerCapabilityOn);
        break;
    default:
        StopDriver();
        QueueSetPowerState(kIOServicePowerCapabilityOff);
    }
    RunAll();
    End();
    return round < 5;
}

// A timer that is not armed again by its handler: it fires once. After a wake a shot that has fired
// stays quiet, one that has not fires once.
bool OneShot(int round)
{
    Step(round == 0 ? "no sleep" : round == 1 ? "sleep after the shot" : "sleep before the shot");
    StartOrFail();
    const uint64_t interval = Interval();
    if (round == 2) {
        Advance(interval / 2);
    } else {
        Advance(interval * 3 / 2);
    }
    if (round > 0) {
        SetPower(kIOServicePowerCapabilityOff);
        Sleep(3 * interval);
        SetPower(kIOServicePowerCapabilityOn);
    }
    Advance(interval * 5 / 2);
    int shots = 0;
    for (int timer = 0; timer < TimerCount(); timer++) {
        const TimerLog &log = world.timers[timer];
        if (IsRearmed(timer) && log.ticks > 1 && world.driver && log.arms > 2) {
            continue;
        }
        shots++;
        if (log.interval == interval && log.ticks != 1) {
            Fail("%s fired %d times, not once", driver.timers[timer].name, log.ticks);
        }
    }
    StopDriver();
    End();
    if (!shots) {
        Note("no such timer");
    }
    return shots > 0 && round < 2;
}

} // namespace model
