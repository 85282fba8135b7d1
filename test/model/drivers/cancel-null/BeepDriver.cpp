// Stop gives Cancel no completion and releases the timer at once.

#include <time.h>

#include <DriverKit/IOLib.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>
#include <DriverKit/OSSharedPtr.h>

#include "BeepDriver.h"

namespace {
constexpr uint64_t kInterval = 250 * 1000 * 1000;
uint64_t Now() { return clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW); }
}

struct BeepDriver_IVars {
  OSSharedPtr<IOTimerDispatchSource> timer;
  uint64_t due;
  bool stopping;
};

bool BeepDriver::init() {
  if (!super::init()) return false;
  ivars = IONewZero(BeepDriver_IVars, 1);
  return ivars != nullptr;
}

void BeepDriver::free() {
  if (ivars) ivars->timer.reset();
  IOSafeDeleteNULL(ivars, BeepDriver_IVars, 1);
  super::free();
}

kern_return_t BeepDriver::Start_Impl(IOService* provider) {
  OSSharedPtr<IODispatchQueue> queue;
  OSSharedPtr<OSAction> handler;
  IODispatchQueue* rawQueue = nullptr;
  IOTimerDispatchSource* rawTimer = nullptr;
  OSAction* rawAction = nullptr;

  kern_return_t ret = Start(provider, SUPERDISPATCH);
  if (ret == kIOReturnSuccess) {
    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &rawQueue);
    queue.reset(rawQueue, OSNoRetain);
  }
  if (ret == kIOReturnSuccess) {
    ret = IOTimerDispatchSource::Create(queue.get(), &rawTimer);
    ivars->timer.reset(rawTimer, OSNoRetain);
  }
  if (ret == kIOReturnSuccess) {
    ret = CreateActionBeep(0, &rawAction);
    handler.reset(rawAction, OSNoRetain);
  }
  if (ret == kIOReturnSuccess) ret = ivars->timer->SetHandler(handler.get());
  if (ret == kIOReturnSuccess) ret = ivars->timer->SetEnable(true);
  if (ret == kIOReturnSuccess) ret = RegisterService();
  if (ret == kIOReturnSuccess) {
    ivars->due = Now() + kInterval;
    ret = ivars->timer->WakeAtTime(kIOTimerClockMonotonicRaw, ivars->due, 0);
  }
  if (ret != kIOReturnSuccess) {
    ivars->timer.reset();
    Stop(provider, SUPERDISPATCH);
  }
  return ret;
}

kern_return_t BeepDriver::Stop_Impl(IOService* provider) {
  ivars->stopping = true;
  if (ivars->timer) {
    ivars->timer->Cancel(nullptr);
    ivars->timer.reset();
  }
  return Stop(provider, SUPERDISPATCH);
}

void BeepDriver::Beep_Impl(OSAction*, uint64_t) {
  if (ivars->stopping) return;
  MakeSound();
  ivars->due += kInterval;
  ivars->timer->WakeAtTime(kIOTimerClockMonotonicRaw, ivars->due, 0);
}

void BeepDriver::MakeSound() {}
