// The kernel's side: it starts, stops and powers the driver, and judges how the driver ended.
#ifndef MODEL_KERNEL_H
#define MODEL_KERNEL_H

#include <stdint.h>
#include <DriverKit/IOTypes.h>

namespace model {

/** Creates provider and driver. False when the driver's init failed; then only End may follow. */
bool NewDriver();
void QueueStart();
/** Nothing happens where the driver is gone already. */
void QueueStop();
void QueueSetPowerState(uint32_t flags);

/** NewDriver, QueueStart, and all that follows at once. Gives what Start returned. */
kern_return_t StartDriver();
void StopDriver();
/** Sends SetPowerState and waits for the driver's answer. */
void SetPower(uint32_t flags);
/** The Mac sleeps: no code runs, the uptime clock stands still. */
void Sleep(uint64_t nanoseconds);
/** The device goes: its calls fail from now on, and the kernel has closed it. */
void Unplug();
/** What Start returned; success while it runs. */
kern_return_t StartResult();

/** Waits until nothing is left to do, and stops the run where the driver did not end as it must. */
void End();

// The base class reports to the kernel.
void CheckBeforeSuperStop();
void PowerAcknowledged(uint32_t flags);
void ResetKernel();

} // namespace model

#endif
