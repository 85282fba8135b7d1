/** What a fixture says in its own way; the rest is a correct driver in another style than the examples'. */
export interface PumpParts {
  /** On a queue of its own, or on Default. */
  readonly lane?: 'own' | 'main';
  readonly declared?: string;
  readonly members?: string;
  /** Statements in front of arming, and how it is armed. */
  readonly prepare?: string;
  readonly arm?: string;
  /** Whole methods. */
  readonly stop?: string;
  readonly stroke?: string;
  readonly free?: string;
  readonly more?: string;
}

const STOP = {
  main: `\
kern_return_t IMPL(PumpService, Stop)
{
    if (mHalted.exchange(true)) {
        return kIOReturnSuccess;
    }
    mClock->Cancel(^{
        OSSafeReleaseNULL(mClock);
        Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
  own: `\
kern_return_t IMPL(PumpService, Stop)
{
    if (mHalted.exchange(true)) {
        return kIOReturnSuccess;
    }
    void (^last)(void) = ^{
        OSSafeReleaseNULL(mClock);
        Stop(provider, SUPERDISPATCH);
    };
    mClock->Cancel(^{
        mLane->Cancel(^{
            mMain->DispatchAsync(last);
        });
    });
    return kIOReturnSuccess;
}`,
};

const STROKE = `\
void IMPL(PumpService, StrokeDue)
{
    if (mHalted.load(std::memory_order_acquire)) {
        return;
    }
    NextStroke();
}

void PumpService::NextStroke()
{
    uint64_t present = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    do {
        ivars->nextStroke += kStrokeNs;
    } while (ivars->nextStroke <= present);
    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);
}`;

const FREE = `\
void PumpService::free()
{
    if (ivars != nullptr) {
        OSSafeReleaseNULL(mClock);
        OSSafeReleaseNULL(mLane);
        OSSafeReleaseNULL(mMain);
        IODelete(ivars, PumpService_IVars, 1);
        ivars = nullptr;
    }
    super::free();
}`;

const ARM = `\
        ivars->nextStroke = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kStrokeNs;
        err = mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);`;

/** A pump with one stroke after the other: alias macros, IMPL, nested ifs, std::atomic. */
export function pumpDriver(parts: PumpParts = {}): Record<string, string> {
  const lane = parts.lane ?? 'main';
  const queue = lane === 'own' ? 'mLane' : 'mMain';
  return {
    'Pump/PumpService.iig': `\
#include <DriverKit/IOService.iig>
#include <DriverKit/IOTimerDispatchSource.iig>

class PumpService: public IOService
{
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService * provider) override;
    virtual kern_return_t Stop(IOService * provider) override;

    virtual void StrokeDue(OSAction * what, uint64_t when)
        TYPE(IOTimerDispatchSource::TimerOccurred);
    void NextStroke() LOCALONLY;
    bool IsHalted() LOCALONLY;
${parts.declared ?? ''}
};
`,
    'Pump/PumpService.cpp': `\
#include <atomic>
#include <time.h>
#include <DriverKit/DriverKit.h>
#include "PumpService.h"

#define mClock ivars->clockSource
#define mLane ivars->lane
#define mMain ivars->mainLane
#define mHalted ivars->halted

enum : uint64_t { kStrokeNs = 20 * 1000 * 1000, kSlackNs = 500 * 1000 };

struct PumpService_IVars
{
    IOTimerDispatchSource * clockSource;
    IODispatchQueue * lane;
    IODispatchQueue * mainLane;
    std::atomic<bool> halted;
    uint64_t nextStroke;
${parts.members ?? ''}
};

bool PumpService::init()
{
    bool ok = super::init();
    if (ok) {
        ivars = IONewZero(PumpService_IVars, 1);
        ok = ivars != nullptr;
    }
    return ok;
}

${parts.free ?? FREE}

kern_return_t IMPL(PumpService, Start)
{
    OSAction * stroke = nullptr;
    kern_return_t err = Start(provider, SUPERDISPATCH);
    if (err == kIOReturnSuccess) {
        err = CopyDispatchQueue(kIOServiceDefaultQueueName, &mMain);
    }
${lane === 'own' ? '    if (err == kIOReturnSuccess) {\n        err = IODispatchQueue::Create("strokes", 0, 0, &mLane);\n    }' : ''}
    if (err == kIOReturnSuccess) {
        err = IOTimerDispatchSource::Create(${queue}, &mClock);
    }
    if (err == kIOReturnSuccess) {
        err = CreateActionStrokeDue(0, &stroke);
    }
    if (err == kIOReturnSuccess) {
        err = mClock->SetHandler(stroke);
        OSSafeReleaseNULL(stroke);
    }
    if (err == kIOReturnSuccess) {
${parts.prepare ?? ''}
${parts.arm ?? ARM}
    }
    if (err != kIOReturnSuccess) {
        mHalted = true;
        OSSafeReleaseNULL(mClock);
        Stop(provider, SUPERDISPATCH);
    }
    return err;
}

${parts.stop ?? STOP[lane]}

${parts.stroke ?? STROKE}

${parts.more ?? ''}
`,
  };
}
