// Ticks: when they come, and that a slow one moves none of the others.

#include "scenarios.h"

namespace model {

namespace {

constexpr int kPeriods = 1000;

/** The driver's timers that were armed in Start must tick, and must be right to the nanosecond. */
void CheckTimes(int timer, uint64_t late)
{
    const TimerLog &log = world.timers[timer];
    const char *name = driver.timers[timer].name;
    if (log.arms > 0 && log.interval <= world.uptime - kFirstUptime - late && log.calls == 0) {
        Fail("%s was armed in Start and its handler was never called", name);
    }
    if (log.calls > 0 && log.ticks == 0) {
        Fail("%s was called and called no hook", name);
    }
    if (log.ticks > 0 && driver.timers[timer].mode == Timer::kPeriodic && !IsPeriodic(timer)) {
        Fail("%s ticked once and was not armed again (DK21); if it shall fire once, change its "
             "mode in .yo-rc.json",
             name);
    }
    for (int n = 0; IsPeriodic(timer) && n < log.ticks && n < kMaxTicks; n++) {
        const uint64_t due = log.dueAt[0] + static_cast<uint64_t>(n) * log.interval;
        if (log.dueAt[n] != due) {
            Fail("%s drifts: deadline %d is %lld ns off (DK24)", name, n + 1,
                 static_cast<long long>(log.dueAt[n] - due));
        }
        if (log.tickAt[n] < due || log.tickAt[n] > due + late) {
            Fail("%s: tick %d came %lld ns after its deadline", name, n + 1,
                 static_cast<long long>(log.tickAt[n] - due));
        }
    }
}

} // namespace

// A thousand periods of the fastest timer, with fires that come late and ticks that take time.
bool Periods(int)
{
    StartOrFail();
    const uint64_t interval = Interval();
    world.maxLate = interval / 50;
    world.workTime = WorkTime(interval / 100);
    Advance(kPeriods * interval + interval / 2);
    for (int timer = 0; timer < TimerCount(); timer++) {
        CheckTimes(timer, world.maxLate + world.workTime * kMaxTimers);
    }
    const bool periodic = IsPeriodic(0);
    if (periodic && world.timers[0].interval == interval && world.timers[0].ticks != kPeriods) {
        Fail("%s ticked %d times in %d periods", driver.timers[0].name, world.timers[0].ticks,
             kPeriods);
    }
    StopDriver();
    const char *name = TimerCount() ? driver.timers[0].name : "";
    Note(!TimerCount()               ? "no timer%s"
         : !world.timers[0].arms     ? "%s is not armed in Start"
         : periodic                  ? "%s is exact in each"
         : world.timers[0].ticks > 1 ? "%s is scheduled again and again"
                                     : "%s fires once",
         name);
    End();
    return false;
}

// One tick takes longer than three periods: those are left out, the phase stays.
bool SlowTick(int)
{
    StartOrFail();
    const uint64_t interval = Interval();
    if (interval * 4 > kLongestWork) {
        Note("left out, no tick may take so long");
        StopDriver();
        End();
        return false;
    }
    Advance(2 * interval + interval / 2);
    world.workOnce = 3 * interval + interval * 4 / 10;
    Advance(interval);
    Advance(10 * interval);
    for (int timer = 0; timer < TimerCount(); timer++) {
        const TimerLog &log = world.timers[timer];
        if (!IsPeriodic(timer) || log.interval != interval) {
            continue;
        }
        for (int n = 1; n < log.ticks; n++) {
            if (log.tickAt[n] - log.tickAt[n - 1] < interval / 2) {
                Fail("%s: ticks come in a burst after a slow one (DK25)",
                     driver.timers[timer].name);
            }
        }
        for (int n = 1; TimerCount() == 1 && n < log.ticks; n++) {
            const uint64_t off = (log.tickAt[n] - log.dueAt[0]) % interval;
            if (off != 0) {
                Fail("%s: the phase moved by %llu ns after a slow tick (DK24)",
                     driver.timers[timer].name, static_cast<unsigned long long>(off));
            }
        }
        if (log.ticks < 10) {
            Fail("%s ticked only %d times after a slow tick", driver.timers[timer].name, log.ticks);
        }
    }
    StopDriver();
    End();
    return false;
}

// A handler's WakeAtTime fails: the timer is dead, and a line in the log must say so.
bool FailedRearm(int)
{
    StartOrFail();
    const uint64_t interval = Interval();
    Advance(interval + interval / 2);
    if (!TimerCount() || !IsPeriodic(0)) {
        StopDriver();
        End();
        return false;
    }
    const int logs = world.logs;
    const int ticks = world.timers[0].ticks;
    world.failNext = "IOTimerDispatchSource::WakeAtTime";
    Advance(interval);
    world.failNext = nullptr;
    if (world.failed && world.logs == logs && world.timers[0].ticks == ticks + 1) {
        Fail("%s: WakeAtTime failed, the timer is dead, and nothing was logged",
             driver.timers[0].name);
    }
    Advance(3 * interval);
    StopDriver();
    End();
    return false;
}

} // namespace model
