import { describe, expect, it } from 'vitest';
import { foundBy, GATE_START, GATE_STOP, here, sluiceGate } from '../support/sluice-gate.ts';

const MEMBER = '    OSSharedPtr<OSAction> tide;';
const SHARED = GATE_START.replace(
  '        due->release();\n',
  '        ivars->tide = OSSharedPtr(due, OSNoRetain); // here\n',
);

describe('DK02', () => {
  it('calls it style where the action goes with its timer', async () => {
    const stop = GATE_STOP.replace(
      'OSSafeReleaseNULL(GAUGE);',
      'OSSafeReleaseNULL(GAUGE);\n            ivars->tide.reset();',
    );
    const gate = sluiceGate({ members: MEMBER, start: SHARED, stop });
    expect(await foundBy('DK02', gate)).toEqual([`${here(gate)} info`]);
  });

  it('warns where the action is cancelled later', async () => {
    const stop = GATE_STOP.replace(
      '    GAUGE->Cancel',
      '    ivars->tide->Cancel(^{});\n    GAUGE->Cancel',
    );
    const gate = sluiceGate({ members: MEMBER, start: SHARED, stop, free: 'ivars->tide.reset();' });
    expect(await foundBy('DK02', gate)).toEqual([`${here(gate)} warning`]);
  });

  it('warns where nobody releases what a static holds', async () => {
    const start = GATE_START.replace(
      '        due->release();\n',
      '        theDue = due; // here\n',
    );
    const gate = sluiceGate({ before: 'static OSAction *theDue;', start });
    expect(await foundBy('DK02', gate)).toEqual([`${here(gate)} warning`]);
  });

  it('leaves locals, and members of locals, alone', async () => {
    const start = GATE_START.replace(
      '        due->release();\n',
      '        Pair both;\n        both.one = due;\n        both.one->release();\n',
    );
    const gate = sluiceGate({ before: 'struct Pair { OSAction *one; };', start });
    expect(await foundBy('DK02', gate)).toEqual([]);
    expect(await foundBy('DK02', sluiceGate())).toEqual([]);
  });

  it('leaves kept actions of anything else alone', async () => {
    const gate = sluiceGate({
      members: '    OSAction *timerAction;',
      declarations:
        '    virtual void Refilled(OSAction *a, IOReturn s, uint32_t n, uint64_t t) TYPE(IOUSBHostPipe::CompleteAsyncIO);',
      start: `    CreateActionRefilled(64, &ivars->timerAction);\n${GATE_START}`,
    });
    expect(await foundBy('DK02', gate)).toEqual([]);
  });
});
