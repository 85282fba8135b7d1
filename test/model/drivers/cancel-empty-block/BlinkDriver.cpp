// Stop cancels with an empty block and releases the timer without waiting for it.

#include <time.h>

#include <DriverKit/IOLib.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>

#include "BlinkDriver.h"

#define BLINK_NS	(100ull * 1000 * 1000)

struct BlinkDriver_IVars
{
	IODispatchQueue *queue;
	IOTimerDispatchSource *timer;
	uint64_t when;
	bool done;
};

#define _timer ivars->timer
#define _queue ivars->queue

bool BlinkDriver::init()
{
	if (!super::init())
	{
		return false;
	}
	ivars = IONewZero(BlinkDriver_IVars, 1);
	if (ivars == nullptr)
	{
		return false;
	}
	return true;
}

void BlinkDriver::free()
{
	if (ivars)
	{
		OSSafeReleaseNULL(_queue);
	}
	IOSafeDeleteNULL(ivars, BlinkDriver_IVars, 1);
	super::free();
}

kern_return_t IMPL(BlinkDriver, Start)
{
	OSAction *action = nullptr;
	kern_return_t ret = Start(provider, SUPERDISPATCH);

	if (ret != kIOReturnSuccess)
	{
		Stop(provider, SUPERDISPATCH);
		return ret;
	}
	ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &_queue);
	if (ret != kIOReturnSuccess)
	{
		goto Fail;
	}
	ret = IOTimerDispatchSource::Create(_queue, &_timer);
	if (ret != kIOReturnSuccess)
	{
		goto Fail;
	}
	ret = CreateActionBlinkTimer(0, &action);
	if (ret != kIOReturnSuccess)
	{
		goto Fail;
	}
	ret = _timer->SetHandler(action);
	OSSafeReleaseNULL(action);
	if (ret != kIOReturnSuccess)
	{
		goto Fail;
	}
	ret = _timer->SetEnable(true);
	if (ret != kIOReturnSuccess)
	{
		goto Fail;
	}
	ivars->when = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + BLINK_NS;
	ret = _timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->when, BLINK_NS / 10);
	if (ret != kIOReturnSuccess)
	{
		goto Fail;
	}
	return kIOReturnSuccess;

Fail:
	OSSafeReleaseNULL(_timer);
	Stop(provider, SUPERDISPATCH);
	return ret;
}

kern_return_t IMPL(BlinkDriver, Stop)
{
	ivars->done = true;
	if (_timer)
	{
		_timer->Cancel(^{});
		OSSafeReleaseNULL(_timer);
	}
	return Stop(provider, SUPERDISPATCH);
}

void IMPL(BlinkDriver, BlinkTimer)
{
	(void)action;
	(void)time;
	if (ivars->done)
	{
		return;
	}
	Toggle();
	ivars->when += BLINK_NS;
	_timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->when, BLINK_NS / 10);
}

void BlinkDriver::Toggle()
{
}
