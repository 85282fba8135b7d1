// What scenarios share.
#ifndef SCENARIOS_COMMON_H
#define SCENARIOS_COMMON_H

#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOService.h>

#include "model/glue.h"
#include "model/kernel.h"
#include "model/objects.h"
#include "model/queues.h"
#include "model/scenario.h"
#include "model/trace.h"
#include "model/world.h"

namespace model {

/** Starts the driver; stops the run where Start fails for no reason. */
void StartOrFail();

/** The shortest distance from the first arming of a timer to its deadline, ns; 1 s without timers.
 */
uint64_t Interval();

/** How long a tick may take at most: it holds up SetPowerState, which has 20 s, ns. */
constexpr uint64_t kLongestWork = 15ull * 1000 * 1000 * 1000;

/** `wanted`, or a second where that is less. */
uint64_t WorkTime(uint64_t wanted);

/** Whether a timer is armed again by its handler; known once it has ticked. */
bool IsRearmed(int timer);

/** Whether it is to keep time as well: armed again, and no one-shot that its tick schedules. */
bool IsPeriodic(int timer);

/** Ticks of all timers so far. */
int Ticks();

/** The driver's timers. */
int TimerCount();

/** Moves time to the next deadline and queues the fires, without running them. */
void LetTimersFallDue();

/**
 * Calls `action` once: at the `number`-th (from 0) DriverKit call or hook from now on for which
 * `here` says yes. PointReached tells whether it came to that.
 */
void AtPoint(int number, bool (*here)(), void (*action)());
bool PointReached();

} // namespace model

#endif
