import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const stroke = (body: string) => `\
void IMPL(PumpService, StrokeDue)
{
    if (IsHalted()) {
        return;
    }
${body}
}

bool PumpService::IsHalted()
{
    return mHalted.load() || mClock == nullptr;
}`;

describe('DK18', () => {
  it('finds the timer, released in a helper of the handler', async () => {
    const files = pumpDriver({
      declared: '    void Once() LOCALONLY;',
      stroke: stroke('    Once();'),
      more: `\
void PumpService::Once()
{
    mClock->release(); // DK18
    mClock = nullptr;
}`,
    });
    await expectFound(files, 'DK18', 'error');
  });

  it("finds the timer's own queue", async () => {
    const files = pumpDriver({
      lane: 'own',
      stroke: stroke('    OSSafeReleaseNULL(mLane); // DK18'),
    });
    await expectFound(files, 'DK18', 'error');
  });

  it('finds a smart pointer that is reset', async () => {
    const files = pumpDriver({
      members: '    OSSharedPtr<IOTimerDispatchSource> second;',
      prepare: `\
        IOTimerDispatchSource::Create(mMain, ivars->second.attach());
        CreateActionStrokeDue(0, &stroke);
        ivars->second->SetHandler(stroke);
        OSSafeReleaseNULL(stroke);`,
      stroke: stroke('    ivars->second.reset(); // DK18'),
    });
    await expectFound(files, 'DK18', 'error');
  });

  it('is silent on references of its own, other timers, and the completion of Cancel', async () => {
    for (const body of [
      '    mClock->retain();\n    NextStroke();\n    mClock->release();',
      '    OSSharedPtr<IOTimerDispatchSource> held(mClock, OSRetain);\n    NextStroke();',
      '    OSSafeReleaseNULL(ivars->other);',
      '    mClock->Cancel(^{ OSSafeReleaseNULL(mClock); });',
    ]) {
      const members = '    IOTimerDispatchSource * other;';
      const more = `\
void PumpService::NextStroke()
{
}`;
      await expectSilence(pumpDriver({ members, stroke: stroke(body), more }), 'DK18');
    }
  });
});
