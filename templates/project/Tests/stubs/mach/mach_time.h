// The tick clocks. A tick is 125/3 ns, as on Apple silicon, so that mixed units show.
#ifndef MODEL_MACH_TIME_H
#define MODEL_MACH_TIME_H

#include <stdint.h>

struct model_timebase { uint32_t numer; uint32_t denom; };

extern "C" uint64_t model_mach_ticks(bool continuous);

#define mach_timebase_info_data_t    model_timebase
#define mach_absolute_time()         model_mach_ticks(false)
#define mach_continuous_time()       model_mach_ticks(true)
#define mach_timebase_info(timebase) ((timebase)->numer = 125, (timebase)->denom = 3, 0)

#endif
