// Starts that fail.

#include <string.h>

#include "scenarios.h"

namespace model {

namespace {

/** Calls without which the timer is dead. */
bool TimerNeeds(const char *call)
{
    return strstr(call, "IOTimerDispatchSource::") || strcmp(call, "CreateAction") == 0;
}

} // namespace

// Each call of init and Start that can fail, DriverKit's and the driver's own hooks, fails in turn;
// with a Stop that the kernel has sent meanwhile, and without.
bool FailingStart(int round)
{
    const int call = round / 2 + 1;
    const bool withStop = round % 2 != 0;
    Step("call %d%s", call, withStop ? ", and Stop is on its way" : "");
    world.failCall = call;
    const bool created = NewDriver();
    if (created) {
        QueueStart();
        if (withStop) {
            QueueStop();
        }
        RunAll();
    }
    if (!world.failed) {
        if (!withStop) {
            StopDriver();
        }
        End();
        Note("%d calls", call - 1);
        return false;
    }
    Step("%s fails%s", world.failed, withStop ? ", and Stop is on its way" : "");
    if (created && StartResult() == kIOReturnSuccess) {
        if (TimerNeeds(world.failed) || strcmp(world.failed, "super Start") == 0) {
            Fail("%s failed and Start returned success (DK36)", world.failed);
        }
        if (!withStop) {
            Advance(Interval() * 5 / 2);
            StopDriver();
        }
    }
    world.failCall = 0;
    if (created) {
        Advance(2 * Interval()); // a timer that is still armed would fire now
    }
    End();
    return true;
}

} // namespace model
