#include "common.h"

namespace model {

namespace {

int pointsToGo;
bool (*isHere)();
void (*doThere)();
bool reached;

void CountPoint(const char *what)
{
    if (!isHere() || pointsToGo-- > 0) {
        return;
    }
    world.atPoint = nullptr;
    reached = true;
    Trace("here, at %s:", what);
    doThere();
}

} // namespace

void StartOrFail()
{
    const kern_return_t ret = StartDriver();
    if (ret != kIOReturnSuccess) {
        Fail("Start returned 0x%x although no call failed", static_cast<unsigned>(ret));
    }
}

int TimerCount()
{
    int count = 0;
    while (count < kMaxTimers && driver.timers[count].name) {
        count++;
    }
    return count;
}

uint64_t Interval()
{
    uint64_t shortest = 0;
    for (int timer = 0; timer < TimerCount(); timer++) {
        const uint64_t interval = world.timers[timer].interval;
        shortest = interval && (!shortest || interval < shortest) ? interval : shortest;
    }
    return shortest ? shortest : 1000ull * 1000 * 1000;
}

uint64_t WorkTime(uint64_t wanted)
{
    constexpr uint64_t kSecond = 1000ull * 1000 * 1000;
    return wanted < kSecond ? wanted : kSecond;
}

bool IsRearmed(int timer)
{
    return world.timers[timer].ticks > 0 && world.timers[timer].arms > 1;
}

bool IsPeriodic(int timer)
{
    return IsRearmed(timer) && driver.timers[timer].mode != Timer::kOneShot;
}

int Ticks()
{
    int ticks = 0;
    for (int timer = 0; timer < TimerCount(); timer++) {
        ticks += world.timers[timer].ticks;
    }
    return ticks;
}

void LetTimersFallDue()
{
    const uint64_t next = NextDeadline();
    if (next == kNever) {
        return;
    }
    world.monotonic += next - world.uptime;
    world.uptime = next;
    QueueDueTimers();
    Trace("a timer falls due");
}

void AtPoint(int number, bool (*here)(), void (*action)())
{
    pointsToGo = number;
    isHere = here;
    doThere = action;
    reached = false;
    world.atPoint = CountPoint;
}

bool PointReached()
{
    world.atPoint = nullptr;
    return reached;
}

} // namespace model
