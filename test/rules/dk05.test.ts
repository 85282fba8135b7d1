import { describe, expect, it } from 'vitest';
import { foundBy, GATE_STOP, here, sluiceGate } from '../support/sluice-gate.ts';

const stopping = (body: string, more: Parameters<typeof sluiceGate>[0] = {}) =>
  sluiceGate({
    ...more,
    stop: `\
    if (__c11_atomic_exchange(&ivars->closing, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
${body}
    return kIOReturnSuccess;`,
  });

describe('DK05', () => {
  it.each([
    ['behind an empty block', 'GAUGE->Cancel(^{});\n    GAUGE->release(); // here'],
    [
      'in the completion of the queue',
      'ivars->wet->Cancel(^{\n        OSSafeReleaseNULL(GAUGE); // here\n    });\n    GAUGE->Cancel(^{});',
    ],
    [
      'behind a test of something else',
      'GAUGE->Cancel(^{});\n    if (IsFlooded()) {\n        OSSafeReleaseNULL(GAUGE); // here\n    }',
    ],
  ])('finds a release %s', async (_case, body) => {
    const gate = stopping(`    ${body}`);
    expect(await foundBy('DK05', gate)).toEqual([`${here(gate)} error`]);
  });

  it('finds a smart pointer of a helper class that is reset', async () => {
    const gate = sluiceGate({
      before: `\
class Ticker
{
public:
    void Halt();
private:
    OSSharedPtr<IOTimerDispatchSource> beat;
};

void Ticker::Halt()
{
    if (beat) {
        beat->Cancel(^{});
        beat.reset(); // here
    }
}`,
    });
    expect(await foundBy('DK05', gate)).toEqual([`${here(gate)} error`]);
  });

  it.each([
    [
      'a reference is held over the completion',
      `\
    IOTimerDispatchSource *held = GAUGE;
    held->retain();
    GAUGE->Cancel(^{ held->release(); });
    OSSafeReleaseNULL(GAUGE);`,
    ],
    [
      'the completion has a smart pointer of its own',
      `\
    OSSharedPtr<IOTimerDispatchSource> held(GAUGE, OSRetain);
    GAUGE->Cancel(^{ (void)held; });
    OSSafeReleaseNULL(GAUGE);`,
    ],
    [
      'Cancel has failed',
      `\
    kern_return_t ret = GAUGE->Cancel(^{ OSSafeReleaseNULL(GAUGE); });
    if (ret != kIOReturnSuccess) {
        OSSafeReleaseNULL(GAUGE);
    }`,
    ],
    [
      'the last of two counted completions releases both',
      `\
    void (^each)(void) = ^{
        if (ivars->open.fetch_sub(1) == 1) {
            OSSafeReleaseNULL(GAUGE);
            OSSafeReleaseNULL(ivars->other);
            Stop(provider, SUPERDISPATCH);
        }
    };
    ivars->open = 2;
    GAUGE->Cancel(each);
    ivars->other->Cancel(each);`,
    ],
  ])('is silent where %s', async (_case, body) => {
    const members = '    IOTimerDispatchSource *other;\n    std::atomic<int> open;';
    const gate = stopping(body, {
      members,
      declarations: '    void Second() LOCALONLY;',
      behind: `\
void SluiceGate::Second()
{
    IOTimerDispatchSource::Create(ivars->wet, &ivars->other);
}`,
    });
    expect(await foundBy('DK05', gate)).toEqual([]);
  });

  it('knows the chain over the queue, and the release that is left to free()', async () => {
    const late = GATE_STOP.replace('            OSSafeReleaseNULL(GAUGE);\n', '');
    expect(await foundBy('DK05', sluiceGate({ stop: late }))).toEqual([]);
  });
});
