// A Stop that was there before the timer, with a first pass in front of it: that one ends the timer
// and calls Stop_Impl again, which then runs the old body.

#include <os/log.h>
#include <time.h>

#include <DriverKit/DriverKit.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>

#include "LampDriver.h"

#define DIM_NS 40000000ull

struct LampDriver_IVars {
  bool lit;
  bool stopped;
  IODispatchQueue* dimQueue;
  IOTimerDispatchSource* dimTimer;
  uint64_t dimDeadline;
  bool dimStopping;
  bool dimGone;
};

bool LampDriver::init() {
  if (!super::init()) return false;
  ivars = IONewZero(LampDriver_IVars, 1);
  return ivars != nullptr;
}

void LampDriver::free() {
  if (ivars) {
    OSSafeReleaseNULL(ivars->dimTimer);
    OSSafeReleaseNULL(ivars->dimQueue);
  }
  IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
  super::free();
}

kern_return_t IMPL(LampDriver, Start) {
  OSAction* action = nullptr;
  kern_return_t ret = Start(provider, SUPERDISPATCH);
  if (ret != kIOReturnSuccess) goto fail;

  ret = SwitchOn();
  if (ret != kIOReturnSuccess) goto fail;
  ret = RegisterService();
  if (ret != kIOReturnSuccess) goto fail;

  ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->dimQueue);
  if (ret != kIOReturnSuccess) goto fail;
  ret = IOTimerDispatchSource::Create(ivars->dimQueue, &ivars->dimTimer);
  if (ret != kIOReturnSuccess) goto fail;
  ret = CreateActionDim(0, &action);
  if (ret != kIOReturnSuccess) goto fail;
  ret = ivars->dimTimer->SetHandler(action);
  OSSafeReleaseNULL(action);
  if (ret != kIOReturnSuccess) goto fail;
  ret = ivars->dimTimer->SetEnable(true);
  if (ret != kIOReturnSuccess) goto fail;
  ivars->dimDeadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + DIM_NS;
  ret = ivars->dimTimer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->dimDeadline, DIM_NS / 8);
  if (ret == kIOReturnSuccess) return ret;

fail:
  os_log(OS_LOG_DEFAULT, "LampDriver: Start failed, 0x%x", ret);
  Stop_Impl(provider);
  return ret;
}

kern_return_t IMPL(LampDriver, Stop) {
  if (!ivars->dimGone) { // first pass: the body below runs once the timer is gone
    if (ivars->dimStopping) {
      return kIOReturnSuccess;
    }
    ivars->dimStopping = true;
    if (ivars->dimTimer && ivars->dimTimer->Cancel(^{
          OSSafeReleaseNULL(ivars->dimTimer);
          ivars->dimGone = true;
          (void)Stop_Impl(provider);
        }) == kIOReturnSuccess) {
      return kIOReturnSuccess;
    }
    ivars->dimGone = true;
  }
  if (ivars->stopped) return kIOReturnSuccess;
  ivars->stopped = true;
  if (!ivars->lit) goto out;
  SwitchOff();
  ivars->lit = false;
out:
  return Stop(provider, SUPERDISPATCH);
}

void IMPL(LampDriver, Dim) {
  (void)action;
  (void)time;
  if (ivars->dimStopping) return;
  LowerLevel();
  const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
  ivars->dimDeadline += DIM_NS;
  if (ivars->dimDeadline <= now) {
    ivars->dimDeadline += ((now - ivars->dimDeadline) / DIM_NS + 1) * DIM_NS;
  }
  if (ivars->dimTimer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->dimDeadline, DIM_NS / 8) != kIOReturnSuccess) {
    os_log(OS_LOG_DEFAULT, "LampDriver: dims no more");
  }
}

kern_return_t LampDriver::SwitchOn() {
  ivars->lit = true;
  return kIOReturnSuccess;
}

void LampDriver::SwitchOff() {}
void LampDriver::LowerLevel() {}
