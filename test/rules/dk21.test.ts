import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const members = '    IOUSBHostPipe * pipe;\n    uint32_t left;\n    bool failed;';
const prepare = '        ivars->pipe = OSDynamicCast(IOUSBHostPipe, provider);';

const stroke = (body: string) => `\
void IMPL(PumpService, StrokeDue)
{
    uint64_t present = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    kern_return_t ret;
    if (mHalted || !mClock) {
        return;
    }
${body}
    ivars->nextStroke += kStrokeNs;
    if (ivars->nextStroke <= present) {
        ivars->nextStroke = present + kStrokeNs;
    }
    ret = mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);
    if (ret != kIOReturnSuccess) {
        return;
    }
}`;

const driver = (body: string) => pumpDriver({ members, prepare, stroke: stroke(body) });

describe('DK21', () => {
  it('finds a call whose failure ends the ticks', async () => {
    await expectFound(
      driver(`\
    ret = ivars->pipe->ClearStall(false);
    if (kIOReturnSuccess != ret) {
        IOLog("stalled");
        return; // DK21
    }`),
      'DK21',
      'warning',
    );
  });

  it('finds a late tick that is the last one', async () => {
    await expectFound(
      driver('    if (present > ivars->nextStroke) {\n        return; // DK21\n    }'),
      'DK21',
      'warning',
    );
  });

  it.each([
    ['a flag', '    if (ivars->failed) return;'],
    ['a counter', '    if (ivars->left == 0) return;\n    ivars->left -= 1;'],
    ['one code', '    if (ivars->pipe->ClearStall(false) == kIOReturnNoDevice) return;'],
    [
      'a failure that is noted',
      '    ret = ivars->pipe->ClearStall(false);\n    if (ret != kIOReturnSuccess) {\n        ivars->failed = true;\n        return;\n    }',
    ],
    [
      'a failure that ends the driver',
      '    ret = ivars->pipe->ClearStall(false);\n    if (ret != kIOReturnSuccess) {\n        Terminate(0);\n        return;\n    }',
    ],
    [
      'a failure and a flag',
      '    ret = ivars->pipe->ClearStall(false);\n    if (ret != kIOReturnSuccess && ivars->failed) {\n        return;\n    }',
    ],
    [
      'a failure that others decide about',
      '    ret = ivars->pipe->ClearStall(false);\n    if (ret != kIOReturnSuccess && !ivars->keeper->GoesOn()) {\n        return;\n    }',
    ],
    ['a success', '    if (ivars->pipe->ClearStall(false) == kIOReturnSuccess) return;'],
    [
      'a success that is kept for a while',
      '    ret = ivars->pipe->ClearStall(false);\n    if (!(ret != kIOReturnSuccess)) {\n        return;\n    }',
    ],
    ['a question', '    if (!ivars->keeper->GoesOn()) return;'],
  ])('is silent where it ends because of %s', async (_what, body) => {
    await expectSilence(driver(body), 'DK21');
  });

  it('is silent on one shot, and where a block arms the timer', async () => {
    await expectSilence(
      pumpDriver({ stroke: 'void IMPL(PumpService, StrokeDue)\n{\n    if (mHalted) return;\n}' }),
      'DK21',
    );
    await expectSilence(
      driver(`\
    ret = ivars->pipe->ClearStall(false);
    if (ret != kIOReturnSuccess) {
        mMain->DispatchAsync(^{
            mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, 0);
        });
        return;
    }`),
      'DK21',
    );
  });
});
