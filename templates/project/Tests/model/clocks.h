// The clocks that drivers read and arm timers by.
#ifndef MODEL_CLOCKS_H
#define MODEL_CLOCKS_H

#include <stdint.h>

namespace model {

/** Whether WakeAtTime knows this option. 0 means kIOTimerClockMachAbsoluteTime. */
bool IsClock(uint64_t option);
/** Whether the option's clock stands still while the Mac sleeps. */
bool StopsInSleep(uint64_t option);
/** The time of the option's clock, in ns. */
uint64_t NowOf(uint64_t option);
/** A time in units of the option's clock, ns or ticks of 125/3 ns, in ns. */
uint64_t NanosecondsOf(uint64_t option, uint64_t time);
/** The reverse. */
uint64_t UnitsOf(uint64_t option, uint64_t nanoseconds);

} // namespace model

#endif
