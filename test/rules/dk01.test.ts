import { describe, expect, it } from 'vitest';
import { foundBy, GATE_START, here, sluiceGate } from '../support/sluice-gate.ts';

const KEPT = GATE_START.replace('        due->release();\n', '        ivars->kept = due;\n');
const keeping = { members: '    OSAction *kept;', start: KEPT };

const closing = (body: string) => `\
    if (__c11_atomic_exchange(&ivars->closing, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
${body}
    return kIOReturnSuccess;`;

describe('DK01', () => {
  it('warns where source and queue are alive', async () => {
    const gate = sluiceGate({
      ...keeping,
      stop: closing(`\
    ivars->kept->Cancel(^{ // here
        GAUGE->Cancel(^{
            OSSafeReleaseNULL(GAUGE);
            Stop(provider, SUPERDISPATCH);
        });
    });`),
    });
    expect(await foundBy('DK01', gate)).toEqual([`${here(gate)} warning`]);
  });

  it('sees it through the name of a class', async () => {
    const gate = sluiceGate({
      ...keeping,
      stop: closing(`\
    ivars->kept->OSAction::Cancel(^{ // here
        GAUGE->Cancel(^{
            OSSafeReleaseNULL(GAUGE);
            Stop(provider, SUPERDISPATCH);
        });
    });`),
    });
    expect(await foundBy('DK01', gate)).toEqual([`${here(gate)} warning`]);
  });

  it.each([
    [
      'the source is cancelled before',
      'GAUGE->Cancel(^{});\n    ivars->kept->Cancel(^{}); // here',
    ],
    [
      'the queue is cancelled before',
      'ivars->wet->Cancel(^{});\n    ivars->kept->Cancel(^{}); // here',
    ],
    [
      'the source is gone',
      'GAUGE->Cancel(^{ OSSafeReleaseNULL(GAUGE);\n    ivars->kept->Cancel(^{}); // here\n    });',
    ],
    [
      'super Stop was called',
      'Stop(provider, SUPERDISPATCH);\n    ivars->kept->Cancel(^{}); // here',
    ],
  ])('is an error where %s', async (_case, body) => {
    const gate = sluiceGate({ ...keeping, stop: closing(`    ${body}`) });
    expect(await foundBy('DK01', gate)).toEqual([`${here(gate)} error`]);
  });

  const helper = (base: string) => ({
    'Float.iig': `\
#include <DriverKit/OSObject.iig>
#include <DriverKit/IOTimerDispatchSource.iig>
class Float : public ${base}
{
public:
    virtual void Bob(OSAction *which, uint64_t when) TYPE(IOTimerDispatchSource::TimerOccurred);
    void Sink() LOCALONLY;
};
`,
    'Gate.cpp': `\
struct Float_IVars {
    OSAction *bobbing;
};
void Float::Sink()
{
    CreateActionBob(0, &ivars->bobbing);
    ivars->bobbing->Cancel(^{}); // here
}
`,
  });

  it('is an error where the action calls a plain object without a queue', async () => {
    const plain = helper('OSObject');
    expect(await foundBy('DK01', plain)).toEqual([`${here(plain)} error`]);
    expect(await foundBy('DK01', helper('IOService'))).toEqual([`${here(plain)} warning`]);
  });

  it('leaves the handler alone that cancels its own action', async () => {
    const gate = sluiceGate({ probe: '    which->Cancel(^{});' });
    expect(await foundBy('DK01', gate)).toEqual([]);
  });

  it('leaves actions of anything else alone, whatever they are called', async () => {
    const gate = sluiceGate({
      members: '    OSAction *timerAction;',
      declarations:
        '    virtual void Refilled(OSAction *a, IOReturn s, uint32_t n, uint64_t t) TYPE(IOUSBHostPipe::CompleteAsyncIO);',
      start: `    CreateActionRefilled(64, &ivars->timerAction);\n${GATE_START}`,
      stop: closing(`\
    GAUGE->Cancel(^{
        OSSafeReleaseNULL(GAUGE);
        ivars->timerAction->Cancel(^{
            Stop(provider, SUPERDISPATCH);
        });
    });`),
    });
    expect(await foundBy('DK01', gate)).toEqual([]);
  });

  it('tells handlers of one name in two classes apart', async () => {
    const files = {
      ...sluiceGate(),
      'Pump.iig': `\
#include <DriverKit/IOService.iig>
class Pump : public IOService
{
public:
    virtual kern_return_t Stop(IOService *provider) override;
    virtual void LevelDue(OSAction *a, IOReturn s, uint32_t n, uint64_t t) TYPE(IOUSBHostPipe::CompleteAsyncIO);
    void Prime() LOCALONLY;
};
`,
      'Pump.cpp': `\
struct Pump_IVars {
    OSAction *done;
};
void Pump::Prime()
{
    if (CreateActionLevelDue(0, &ivars->done) == kIOReturnSuccess) {
        ivars->done->Cancel(^{});
    }
}
`,
    };
    expect(await foundBy('DK01', files)).toEqual([]);
  });
});
