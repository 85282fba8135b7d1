import { findingsIn } from './check.ts';

/** What a test says in its own way; everything else is correct. */
export interface Gate {
  /** Further lines of the class in the `.iig`. */
  readonly declarations?: string;
  /** Further members of the ivars. */
  readonly members?: string;
  /** The statements of Start that follow super Start, in place of the ordinary ones. */
  readonly start?: string;
  /** The whole body of Stop. */
  readonly stop?: string;
  readonly probe?: string;
  /** Whole methods and functions before and behind the ordinary ones. */
  readonly before?: string;
  readonly behind?: string;
  /** Statements of free() before everything else. */
  readonly free?: string;
}

export const GATE_START = `\
    if (ok()) {
        result = CopyDispatchQueue(kIOServiceDefaultQueueName, &ivars->main);
    }
    if (ok()) {
        result = IODispatchQueue::Create("Probe", 0, 0, &ivars->wet);
    }
    if (ok()) {
        result = IOTimerDispatchSource::Create(ivars->wet, &GAUGE);
    }
    if (ok()) {
        result = CreateActionLevelDue(0, &due);
    }
    if (ok()) {
        result = GAUGE->SetHandler(due);
        due->release();
    }
    if (ok()) {
        ivars->next = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPace;
        result = GAUGE->WakeAtTime(kIOTimerClockUptimeRaw, ivars->next, 0);
    }
    if (!ok()) {
        ivars->closing = true;
        OSSafeReleaseNULL(GAUGE);
        Stop(provider, SUPERDISPATCH);
    }
    return result;`;

export const GATE_STOP = `\
    if (__c11_atomic_exchange(&ivars->closing, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
    auto after = ^{
        ivars->main->DispatchAsync(^{
            OSSafeReleaseNULL(GAUGE);
            Stop(provider, SUPERDISPATCH);
        });
    };
    GAUGE->Cancel(^{
        ivars->wet->Cancel(after);
    });
    return kIOReturnSuccess;`;

export const GATE_PROBE = `\
    if (__c11_atomic_load(&ivars->closing, __ATOMIC_ACQUIRE)) {
        return;
    }
    uint64_t present = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->next += kPace;
    if (ivars->next <= present) {
        ivars->next += ((present - ivars->next) / kPace + 1) * kPace;
    }
    GAUGE->WakeAtTime(kIOTimerClockUptimeRaw, ivars->next, 0);`;

/**
 * A driver of another make than the rules' examples: IMPL macros, an alias for a member, nested
 * ifs, a queue of its own, a block variable in Stop.
 */
export function sluiceGate(gate: Gate = {}): Record<string, string> {
  return {
    'Gate.iig': `\
#include <DriverKit/IOService.iig>
#include <DriverKit/IOTimerDispatchSource.iig>

class SluiceGate : public IOService
{
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t Stop(IOService *provider) override;
    virtual void LevelDue(OSAction *which, uint64_t when) TYPE(IOTimerDispatchSource::TimerOccurred);
${gate.declarations ?? ''}
};
`,
    'Gate.cpp': `\
#include "SluiceGate.h"

#define GAUGE ivars->gauge

static const uint64_t kPace = 20000000;

struct SluiceGate_IVars {
    IODispatchQueue *main;
    IODispatchQueue *wet;
    IOTimerDispatchSource *gauge;
    uint64_t next;
    _Atomic(bool) closing;
${gate.members ?? ''}
};

${gate.before ?? ''}

bool SluiceGate::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(SluiceGate_IVars, 1);
    return ivars != nullptr;
}

void SluiceGate::free()
{
    if (ivars) {
${gate.free ?? ''}
        OSSafeReleaseNULL(GAUGE);
        OSSafeReleaseNULL(ivars->wet);
        OSSafeReleaseNULL(ivars->main);
    }
    IOSafeDeleteNULL(ivars, SluiceGate_IVars, 1);
    super::free();
}

#define ok() (result == kIOReturnSuccess)

kern_return_t IMPL(SluiceGate, Start)
{
    OSAction *due = nullptr;
    kern_return_t result = Start(provider, SUPERDISPATCH);
${gate.start ?? GATE_START}
}

kern_return_t IMPL(SluiceGate, Stop)
{
${gate.stop ?? GATE_STOP}
}

void IMPL(SluiceGate, LevelDue)
{
${gate.probe ?? GATE_PROBE}
}

${gate.behind ?? ''}
`,
  };
}

/** The line of the `.cpp` that ends in a comment `// here`. */
export function here(files: Readonly<Record<string, string>>, mark = '// here'): string {
  const lines = (files['Gate.cpp'] ?? '').split('\n');
  return `Gate.cpp:${lines.findIndex((it) => it.endsWith(mark)) + 1}`;
}

/** What one rule finds, "Gate.cpp:12 error". */
export async function foundBy(
  rule: string,
  files: Readonly<Record<string, string>>,
): Promise<string[]> {
  const found = await findingsIn(files);
  return found.filter((it) => it.rule === rule).map((it) => `${it.path}:${it.line} ${it.severity}`);
}
