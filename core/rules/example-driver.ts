import type { Example } from './rule.ts';

/** What an example says in its own way; everything else is as it should be. */
export interface Parts {
  /** Further lines of the class in the `.iig`. */
  readonly declarations?: string;
  readonly tickDeclaration?: string;
  /** Members of the ivars struct, in place of the ordinary ones. */
  readonly ivars?: string;
  /** Whole methods. */
  readonly init?: string;
  readonly free?: string;
  readonly start?: string;
  /** Statements that the ordinary Start makes behind super Start. */
  readonly onStart?: string;
  /** How the ordinary Start arms the timer. */
  readonly arm?: string;
  readonly stop?: string;
  readonly tick?: string;
  /** SetPowerState; where there is none the class does not override it. */
  readonly power?: string;
  /** Anything before and behind the methods. */
  readonly before?: string;
  readonly behind?: string;
}

const TICK_DECLARATION =
  '    virtual void Blink(OSAction *action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred);';

const POWER_DECLARATION = '    virtual kern_return_t SetPowerState(uint32_t powerFlags) override;';

const IVARS = `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    uint64_t deadline;
    bool stopping;`;

const INIT = `\
bool LampDriver::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(LampDriver_IVars, 1);
    return ivars != nullptr;
}`;

const FREE = `\
void LampDriver::free()
{
    if (ivars) {
        OSSafeReleaseNULL(ivars->timer);
        OSSafeReleaseNULL(ivars->queue);
    }
    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);
    super::free();
}`;

const ARM = `\
    ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
    ret = ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);`;

/** Start as it should be: for rules that change a line of it. */
export const START = `\
kern_return_t LampDriver::Start_Impl(IOService *provider)
{
    OSAction *action = nullptr;
    kern_return_t ret = Start(provider, SUPERDISPATCH);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->queue);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = IOTimerDispatchSource::Create(ivars->queue, &ivars->timer);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = CreateActionBlink(0, &action);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    ret = ivars->timer->SetHandler(action);
    OSSafeReleaseNULL(action);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
${ARM}
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    return kIOReturnSuccess;

fail:
    OSSafeReleaseNULL(ivars->timer);
    (void)Stop(provider, SUPERDISPATCH);
    return ret;
}`;

const STOP = `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`;

const TICK = `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`;

/**
 * A small driver with a blinking lamp, correct but for the parts that are given: what the examples
 * of the rules are made from.
 */
export function lampDriver(parts: Parts = {}): Example {
  return {
    'LampDriver.iig': `\
#ifndef LampDriver_h
#define LampDriver_h

#include <DriverKit/IOService.iig>
#include <DriverKit/IOTimerDispatchSource.iig>

class LampDriver : public IOService
{
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t Stop(IOService *provider) override;
${lines(parts.power && POWER_DECLARATION, parts.tickDeclaration ?? TICK_DECLARATION, parts.declarations)}
};

#endif
`,
    'LampDriver.cpp': `\
#include <time.h>
#include <DriverKit/IOLib.h>
#include <DriverKit/IODispatchQueue.h>
#include <DriverKit/IOTimerDispatchSource.h>
#include <DriverKit/OSAction.h>
#include "LampDriver.h"

static constexpr uint64_t kPeriod = 500ull * 1000 * 1000;

struct LampDriver_IVars
{
${parts.ivars ?? IVARS}
};

${[parts.before, parts.init ?? INIT, parts.free ?? FREE, parts.start ?? startWith(parts), parts.stop ?? STOP, parts.tick ?? TICK, parts.power, parts.behind].filter((it) => it).join('\n\n')}
`,
  };
}

function startWith({ onStart, arm }: Parts): string {
  const first = '    ret = CopyDispatchQueue(';
  return START.replace(first, lines(onStart, first)).replace(ARM, arm ?? ARM);
}

function lines(...texts: readonly (string | undefined)[]): string {
  return texts.filter((it) => it).join('\n');
}
