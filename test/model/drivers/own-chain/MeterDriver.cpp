// A chain of its own: timer, then queue, then the Default queue, then super Stop. The action is kept
// beside the source, released with it, and never cancelled.

#include <os/log.h>
#include <time.h>

#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>

#include "MeterDriver.h"

static const uint64_t METER_PERIOD = 20ull * 1000 * 1000;

struct MeterDriver_IVars
{
	IODispatchQueue * mainQueue;
	IODispatchQueue * meterQueue;
	IOTimerDispatchSource * meterTimer;
	OSAction * meterAction;
	uint64_t nextRead;
	_Atomic(bool) closing;
	bool running;
};

bool MeterDriver::init()
{
	if (!super::init())
		return false;
	ivars = IONewZero(MeterDriver_IVars, 1);
	return (ivars != NULL);
}

void MeterDriver::free()
{
	if (ivars)
	{
		OSSafeReleaseNULL(ivars->meterQueue);
		OSSafeReleaseNULL(ivars->mainQueue);
	}
	IOSafeDeleteNULL(ivars, MeterDriver_IVars, 1);
	super::free();
}

kern_return_t MeterDriver::Start_Impl(MeterDriver_Start_Args)
{
	kern_return_t err = Start(provider, SUPERDISPATCH);

	if (err == kIOReturnSuccess)
		err = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->mainQueue);
	if (err == kIOReturnSuccess)
		err = IODispatchQueue::Create("com.example.meter", 0, 0, &ivars->meterQueue);
	if (err == kIOReturnSuccess)
		err = IOTimerDispatchSource::Create(ivars->meterQueue, &ivars->meterTimer);
	if (err == kIOReturnSuccess)
		err = CreateActionReadMeter(0, &ivars->meterAction);
	if (err == kIOReturnSuccess)
		err = ivars->meterTimer->SetHandler(ivars->meterAction);
	if (err == kIOReturnSuccess)
		err = ivars->meterTimer->SetEnable(true);
	if (err == kIOReturnSuccess)
		err = RegisterService();
	if (err == kIOReturnSuccess)
	{
		ivars->nextRead = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + METER_PERIOD;
		err = ivars->meterTimer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextRead, METER_PERIOD / 10);
	}
	if (err != kIOReturnSuccess)
	{
		ivars->closing = true;
		Finish(provider);
		return err;
	}
	ivars->running = true;
	return kIOReturnSuccess;
}

kern_return_t MeterDriver::Stop_Impl(MeterDriver_Stop_Args)
{
	if (__c11_atomic_exchange(&ivars->closing, true, __ATOMIC_ACQ_REL))
		return kIOReturnSuccess;

	ivars->meterTimer->Cancel(^{
		ivars->meterQueue->Cancel(^{
			ivars->mainQueue->DispatchAsync(^{
				Finish(provider);
			});
		});
	});
	return kIOReturnSuccess;
}

void MeterDriver::Finish(IOService * provider)
{
	OSSafeReleaseNULL(ivars->meterTimer);
	OSSafeReleaseNULL(ivars->meterAction);
	if (ivars->running)
		QuiesceHardware(provider);
	Stop(provider, SUPERDISPATCH);
}

void MeterDriver::ReadMeter_Impl(MeterDriver_ReadMeter_Args)
{
	(void)action;
	(void)time;

	if (ivars->closing)
		return;
	Sample();

	const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
	ivars->nextRead += METER_PERIOD;
	if (ivars->nextRead <= now)
		ivars->nextRead += ((now - ivars->nextRead) / METER_PERIOD + 1) * METER_PERIOD;

	kern_return_t err = ivars->meterTimer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextRead, METER_PERIOD / 10);
	if (err != kIOReturnSuccess && err != kIOReturnOffline)
		os_log(OS_LOG_DEFAULT, "MeterDriver: the meter is no longer read, 0x%x", err);
}

void MeterDriver::Sample()
{
}

void MeterDriver::QuiesceHardware(IOService *)
{
}
