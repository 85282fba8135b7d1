// The list of scenarios, in the order in which they run. Add your own here.

#include "scenarios.h"

namespace model {

const Scenario scenarios[] = {
    {"start, ticks, stop", Lifecycle},
    {"1,000 periods", Periods},
    {"a tick slower than its period", SlowTick},
    {"re-arming fails", FailedRearm},
    {"fires once", OneShot},
    {"Stop while a fire is pending", StopWhileFirePending},
    {"Stop during a tick", StopDuringTick},
    {"a tick during Stop", TickDuringStop},
    {"Stop twice", StopTwice},
    {"Stop at once", StopAtOnce},
    {"Stop after unplug", StopAfterUnplug},
    {"each call of Start fails", FailingStart},
    {"sleep and wake", SleepAndWake},
    {"sleep during a tick", SleepDuringTick},
    {"Stop around sleep", StopAroundSleep},
    {"random order", Interleavings},
    {nullptr, nullptr},
};

} // namespace model
