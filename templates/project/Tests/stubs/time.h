// The host's time.h, if any, with Apple's clocks: they show the model's virtual time.
#if __has_include_next(<time.h>)
#include_next <time.h>
#endif
#ifndef MODEL_TIME_H
#define MODEL_TIME_H

#include <stdint.h>

extern "C" uint64_t model_clock_nanoseconds(int clock);

#undef CLOCK_REALTIME
#undef CLOCK_MONOTONIC
#undef CLOCK_MONOTONIC_RAW
#undef CLOCK_MONOTONIC_RAW_APPROX
#undef CLOCK_UPTIME_RAW
#undef CLOCK_UPTIME_RAW_APPROX
// The numbers of Apple's time.h.
#define CLOCK_REALTIME             0
#define CLOCK_MONOTONIC            6
#define CLOCK_MONOTONIC_RAW        4
#define CLOCK_MONOTONIC_RAW_APPROX 5
#define CLOCK_UPTIME_RAW           8
#define CLOCK_UPTIME_RAW_APPROX    9
#define clock_gettime_nsec_np(clock) model_clock_nanoseconds(clock)

#endif
