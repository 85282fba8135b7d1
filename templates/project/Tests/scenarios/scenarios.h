// The scenarios, each in the file named above it.
#ifndef SCENARIOS_SCENARIOS_H
#define SCENARIOS_SCENARIOS_H

#include "common.h"

namespace model {

// ticking.cpp
bool Periods(int round);
bool SlowTick(int round);
bool FailedRearm(int round);

// stopping.cpp
bool Lifecycle(int round);
bool StopWhileFirePending(int round);
bool StopDuringTick(int round);
bool TickDuringStop(int round);
bool StopTwice(int round);
bool StopAtOnce(int round);
bool StopAfterUnplug(int round);

// starting.cpp
bool FailingStart(int round);

// power.cpp
bool SleepAndWake(int round);
bool SleepDuringTick(int round);
bool StopAroundSleep(int round);
bool OneShot(int round);

// interleavings.cpp
bool Interleavings(int round);

} // namespace model

#endif
