#include "scenario.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "heap.h"
#include "kernel.h"
#include "queues.h"
#include "trace.h"
#include "world.h"

namespace model {

void Note(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(progress->note, sizeof progress->note, format, arguments);
    va_end(arguments);
}

int UndecidedRounds()
{
    return progress->undecided;
}

void Step(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(world.step, sizeof world.step, format, arguments);
    va_end(arguments);
    if (world.verbose) {
        printf("--- %s: %s\n", world.scenario, world.step);
    }
}

void Reset(const char *scenario, bool verbose, int round)
{
    ResetQueues();
    ResetTimers();
    ResetKernel();
    ResetHeap();
    ResetTrace();
    memset(&world, 0, sizeof world);
    world.scenario = scenario;
    world.verbose = verbose;
    world.settings = SettingsOf(0);
    world.uptime = kFirstUptime;
    world.monotonic = kFirstMonotonic;
    world.random = 0x9E3779B97F4A7C15ull * (static_cast<uint64_t>(round) + 1);
}

} // namespace model
