import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const members = '    IOUSBHostPipe * pipe;\n    bool asleep;\n    uint32_t left;';
const prepare = '        ivars->pipe = OSDynamicCast(IOUSBHostPipe, provider);';

const stroke = (body: string) => `\
void IMPL(PumpService, StrokeDue)
{
${body}
}

void PumpService::NextStroke()
{
    uint64_t present = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    while (ivars->nextStroke <= present) {
        ivars->nextStroke += kStrokeNs;
    }
    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);
}

kern_return_t IMPL(PumpService, SetPowerState)
{
    ivars->asleep = powerFlags == 0;
    ivars->left = 3;
    return SetPowerState(powerFlags, SUPERDISPATCH);
}`;

const declared = `\
    virtual kern_return_t SetPowerState(uint32_t powerFlags) override;
    void Push() LOCALONLY;`;

describe('DK19', () => {
  it('finds a device that is used in a helper, on either queue', async () => {
    const more = `\
void PumpService::Push()
{
    ivars->pipe->Abort(0, kIOReturnAborted, nullptr); // DK19
}`;
    const parts = {
      members,
      prepare,
      declared,
      more,
      stroke: stroke('    Push();\n    NextStroke();'),
    };
    await expectFound(pumpDriver({ ...parts, lane: 'main' }), 'DK19', 'error');
    await expectFound(pumpDriver({ ...parts, lane: 'own' }), 'DK19', 'error');
  });

  it('finds it behind a test that Stop has no part in', async () => {
    const body = `\
    if (ivars->asleep) {
        return;
    }
    ivars->pipe->Abort(0, kIOReturnAborted, nullptr); // DK19
    NextStroke();`;
    await expectFound(
      pumpDriver({ members, prepare, declared, stroke: stroke(body) }),
      'DK19',
      'error',
    );
  });

  it('warns where the timer is only armed again', async () => {
    const tick = `\
void IMPL(PumpService, StrokeDue)
{
    uint64_t present = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    while (ivars->nextStroke <= present) {
        ivars->nextStroke += kStrokeNs;
    }
    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, 0); // DK19
}`;
    await expectFound(pumpDriver({ stroke: tick }), 'DK19', 'warning');
  });

  it.each([
    [
      'an atomic',
      '    if (mHalted.load(std::memory_order_relaxed)) return;\n    Push();\n    NextStroke();',
    ],
    ['a helper', '    if (!IsHalted()) {\n        Push();\n        NextStroke();\n    }'],
    [
      'an atomic function',
      '    if (atomic_load_explicit(&mHalted, memory_order_acquire)) return;\n    NextStroke();',
    ],
    ['two flags', '    if (ivars->asleep || mHalted) return;\n    Push();\n    NextStroke();'],
    [
      'a counter as well',
      '    if (mHalted || ivars->left-- == 0) return;\n    Push();\n    NextStroke();',
    ],
    [
      'a switch that another class has',
      '    if (ivars->keeper->MayRun()) {\n        Push();\n        NextStroke();\n    }',
    ],
  ])('is silent where the handler tests %s', async (_what, body) => {
    const files = pumpDriver({
      lane: 'own',
      members: `${members}\n    Keeper * keeper;`,
      prepare,
      declared,
      stroke: stroke(body),
      more: `\
bool PumpService::IsHalted()
{
    return mHalted;
}

void PumpService::Push()
{
    ivars->pipe->Abort(0, kIOReturnAborted, nullptr);
}`,
    });
    await expectSilence(files, 'DK19');
  });

  it('is silent where Stop takes the timer away from the handler', async () => {
    const files = pumpDriver({
      stop: `\
kern_return_t IMPL(PumpService, Stop)
{
    IOTimerDispatchSource * gone = mClock;
    mClock = nullptr;
    if (gone == nullptr) {
        return kIOReturnSuccess;
    }
    gone->Cancel(^{
        gone->release();
        Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
      declared,
      members,
      stroke: stroke('    if (mClock != nullptr) {\n        NextStroke();\n    }'),
    });
    await expectSilence(files, 'DK19');
  });
});
