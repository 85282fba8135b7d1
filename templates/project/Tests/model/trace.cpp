#include "trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "queues.h"
#include "world.h"

namespace model {

namespace {

constexpr unsigned kShown = 120; // the newest lines; what happened long before is rarely the cause
char lines[kShown][160];
unsigned count;

} // namespace

void Trace(const char *format, ...)
{
    char *line = lines[count % kShown];
    const double milliseconds = static_cast<double>(world.uptime - kFirstUptime) / 1e6;
    int length = snprintf(line, sizeof lines[0], "%12.6f ms  %-20.20s %*s", milliseconds,
                          CurrentQueueName(), FrameDepth() > 1 ? 2 * (FrameDepth() - 1) : 0, "");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line + length, sizeof lines[0] - static_cast<size_t>(length), format, arguments);
    va_end(arguments);
    count++;
    if (world.verbose) {
        printf("%4u %s\n", count, line);
    }
}

unsigned EventCount()
{
    return count;
}

void PrintTimeline()
{
    if (!world.verbose) {
        for (unsigned line = count > kShown ? count - kShown : 0; line < count; line++) {
            printf("%4u %s\n", line + 1, lines[line % kShown]);
        }
    }
    fflush(stdout);
}

void Fail(const char *format, ...)
{
    va_list arguments;
    printf("FAIL  %s", world.scenario);
    if (world.step[0]) {
        printf(" (%s)", world.step);
    }
    printf("\n      ");
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    PrintTimeline();
    _Exit(1);
}

void GiveUp(const char *why)
{
    if (world.verbose) {
        printf("      given up: %s\n", why);
    }
    fflush(stdout);
    _Exit(kExitUndecided);
}

void ResetTrace()
{
    count = 0;
}

} // namespace model
