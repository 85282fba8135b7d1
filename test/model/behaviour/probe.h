// What the behaviours need of ProbeDriver.
#ifndef PROBE_H
#define PROBE_H

#include <stdint.h>
#include <DriverKit/IOService.h>

extern void (^model_on_tick)(uint64_t time);
extern void (^model_on_power)();

kern_return_t ProbeTickAction(IOService *driver, OSAction **action);
kern_return_t ProbeOtherAction(IOService *driver, OSAction **action);
int ProbeRead(const int *address);

#endif
