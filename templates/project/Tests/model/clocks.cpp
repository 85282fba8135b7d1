#include "clocks.h"

#include <mach/mach_time.h>
#include <time.h>
#include <DriverKit/IOTimerDispatchSource.h>

#include "trace.h"
#include "world.h"

namespace model {

constexpr uint64_t kFirstRealTime = 1700000000ull * 1000 * 1000 * 1000;

bool IsClock(uint64_t option)
{
    return option == 0 || option == kIOTimerClockRealTime || option == kIOTimerClockMonotonicRaw ||
           option == kIOTimerClockUptimeRaw || option == kIOTimerClockMachContinuousTime ||
           option == kIOTimerClockMachAbsoluteTime;
}

bool StopsInSleep(uint64_t option)
{
    return option == 0 || option == kIOTimerClockUptimeRaw ||
           option == kIOTimerClockMachAbsoluteTime;
}

uint64_t NowOf(uint64_t option)
{
    if (option == kIOTimerClockRealTime) {
        return kFirstRealTime + world.monotonic;
    }
    return StopsInSleep(option) ? world.uptime : world.monotonic;
}

uint64_t NanosecondsOf(uint64_t option, uint64_t time)
{
    const bool ticks = option == 0 || (option & 0x40) != 0;
    return ticks ? time / 3 * 125 + time % 3 * 125 / 3 : time;
}

uint64_t UnitsOf(uint64_t option, uint64_t nanoseconds)
{
    const bool ticks = option == 0 || (option & 0x40) != 0;
    return ticks ? nanoseconds / 125 * 3 + nanoseconds % 125 * 3 / 125 : nanoseconds;
}

} // namespace model

extern "C" uint64_t model_clock_nanoseconds(int clock)
{
    model::Point("clock_gettime_nsec_np");
    switch (clock) {
    case CLOCK_UPTIME_RAW:
    case CLOCK_UPTIME_RAW_APPROX:
        return model::world.uptime;
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_RAW_APPROX:
        return model::world.monotonic;
    case CLOCK_REALTIME:
        return model::kFirstRealTime + model::world.monotonic;
    }
    model::Fail("clock_gettime_nsec_np(%d): the model does not know this clock", clock);
}

extern "C" uint64_t model_mach_ticks(bool continuous)
{
    model::Point("mach time");
    return model::UnitsOf(kIOTimerClockMachAbsoluteTime,
                          continuous ? model::world.monotonic : model::world.uptime);
}
