/** What a pump driver says in its own way; everything else is as it should be. */
export interface PumpParts {
  /** Further lines of the class in the `.iig`. */
  readonly declared?: string;
  readonly members?: string;
  readonly start?: string;
  readonly stop?: string;
  readonly stroke?: string;
  /** Code in front of the methods and behind them. */
  readonly before?: string;
  readonly behind?: string;
}

const START = `kern_return_t
IMPL(PumpService, Start)
{
    kern_return_t kr;
    if ((kr = Start(provider, SUPERDISPATCH)) != KERN_SUCCESS) {
        return kr;
    }
    kr = prime();
    if (kr != KERN_SUCCESS) {
        goto out;
    }
    kr = RegisterService();
    if (kr != KERN_SUCCESS) {
        goto out;
    }
    kr = mStrokes->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0);
    if (kr == KERN_SUCCESS) {
        return kr;
    }
out:
    OSSafeReleaseNULL(mStrokes);
    Stop(provider, SUPERDISPATCH);
    return kr;
}`;

const STOP = `kern_return_t
IMPL(PumpService, Stop)
{
    if (mHalting) {
        return kIOReturnSuccess;
    }
    mHalting = true;
    kern_return_t kr = mStrokes->Cancel(^{
        mOwn->Cancel(^{
            mMain->DispatchAsync(^{
                OSSafeReleaseNULL(mStrokes);
                Stop(provider, SUPERDISPATCH);
            });
        });
    });
    if (kr != KERN_SUCCESS) {
        Stop(provider, SUPERDISPATCH);
    }
    return kIOReturnSuccess;
}`;

const STROKE = `void
IMPL(PumpService, Stroke)
{
    if (mHalting) {
        return;
    }
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    do {
        mNext += 1000000;
    } while (mNext <= now);
    mStrokes->WakeAtTime(kIOTimerClockUptimeRaw, mNext, 0);
}`;

/** A driver in another style than the examples: IMPL, aliases of ivars, a queue of its own. */
export function pump(parts: PumpParts = {}): Record<string, string> {
  return {
    'PumpService.iig': `\
#include <DriverKit/IOService.iig>
#include <DriverKit/IOTimerDispatchSource.iig>
class PumpService: public IOService {
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t Stop(IOService *provider) override;
    virtual void Stroke(OSAction *what, uint64_t when) TYPE(IOTimerDispatchSource::TimerOccurred);
    kern_return_t prime() LOCALONLY;
${parts.declared ?? ''}
};
`,
    'PumpService.cpp': `\
#include "PumpService.h"
struct PumpService_IVars {
    IODispatchQueue *main;
    IODispatchQueue *own;
    IOTimerDispatchSource *strokes;
    uint64_t next;
    _Atomic(bool) halting;
${parts.members ?? ''}
};
#define mMain ivars->main
#define mOwn ivars->own
#define mStrokes ivars->strokes
#define mNext ivars->next
#define mHalting ivars->halting

${parts.before ?? ''}
bool PumpService::init()
{
    if (!super::init()) return false;
    ivars = IONewZero(PumpService_IVars, 1);
    return ivars != NULL;
}

void PumpService::free()
{
    if (ivars) {
        OSSafeReleaseNULL(mStrokes);
        OSSafeReleaseNULL(mOwn);
        OSSafeReleaseNULL(mMain);
    }
    IOSafeDeleteNULL(ivars, PumpService_IVars, 1);
    super::free();
}

kern_return_t PumpService::prime()
{
    OSAction *what = NULL;
    kern_return_t kr = CopyDispatchQueue(kIOServiceDefaultQueueName, &mMain);
    if (kr == KERN_SUCCESS) kr = IODispatchQueue::Create("pump", 0, 0, &mOwn);
    if (kr == KERN_SUCCESS) kr = IOTimerDispatchSource::Create(mOwn, &mStrokes);
    if (kr == KERN_SUCCESS) kr = CreateActionStroke(0, &what);
    if (kr == KERN_SUCCESS) {
        kr = mStrokes->SetHandler(what);
        what->release();
    }
    mNext = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + 1000000;
    return kr;
}

${[parts.start ?? START, parts.stop ?? STOP, parts.stroke ?? STROKE, parts.behind].join('\n\n')}
`,
  };
}
