import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const stop = (body: string) => `\
kern_return_t IMPL(PumpService, Stop)
{
    if (mHalted.exchange(true)) {
        return kIOReturnSuccess;
    }
${body}
    return kIOReturnSuccess;
}`;

const free = (first: string, second: string) => `\
void PumpService::free()
{
    if (ivars) {
        OSSafeReleaseNULL(${first});
        OSSafeReleaseNULL(${second});
        OSSafeReleaseNULL(mMain);
    }
    IOSafeDeleteNULL(ivars, PumpService_IVars, 1);
    super::free();
}`;

describe('DK17', () => {
  it('finds a queue that is released where it was created', async () => {
    const files = pumpDriver({
      lane: 'own',
      arm: `\
        ivars->nextStroke = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kStrokeNs;
        err = mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);
        mLane->release(); // DK17
        mLane = nullptr;`,
    });
    await expectFound(files, 'DK17', 'error');
  });

  it("finds it in the completion of the timer's Cancel, which runs on it", async () => {
    const body = `\
    mClock->Cancel(^{
        mMain->DispatchAsync(^{ OSSafeReleaseNULL(mClock); Stop(provider, SUPERDISPATCH); });
        OSSafeReleaseNULL(mLane); // DK17
    });`;
    await expectFound(pumpDriver({ lane: 'own', stop: stop(body) }), 'DK17', 'error');
  });

  it("warns of it in the completion of the queue's own Cancel", async () => {
    const body = `\
    mClock->Cancel(^{
        OSSafeReleaseNULL(mClock);
        mLane->Cancel(^{
            mMain->DispatchAsync(^{ Stop(provider, SUPERDISPATCH); });
            OSSafeReleaseNULL(mLane); // DK17
        });
    });`;
    await expectFound(pumpDriver({ lane: 'own', stop: stop(body) }), 'DK17', 'warning');
  });

  it('warns of the wrong order once the timer can no longer fire', async () => {
    const body = `\
    mClock->Cancel(^{
        mLane->Cancel(^{
            mMain->DispatchAsync(^{ Stop(provider, SUPERDISPATCH); });
        });
    });`;
    const wrong = free('mLane', 'mClock').replace('(mLane);', '(mLane); // DK17');
    await expectFound(
      pumpDriver({ lane: 'own', stop: stop(body), free: wrong }),
      'DK17',
      'warning',
    );
  });

  it('is silent on the right order, on Default, and where a second reference is held', async () => {
    await expectSilence(pumpDriver({ lane: 'own', free: free('mClock', 'mLane') }), 'DK17');
    const released = stop(`\
    OSSafeReleaseNULL(mMain);
    mClock->Cancel(^{ OSSafeReleaseNULL(mClock); Stop(provider, SUPERDISPATCH); });`);
    await expectSilence(pumpDriver({ stop: released }), 'DK17');
    const prepare = '        mLane->retain();\n        mLane->release();';
    await expectSilence(pumpDriver({ lane: 'own', prepare }), 'DK17');
  });

  it('is silent where the timer was never made', async () => {
    const files = pumpDriver({
      members: '    IODispatchQueue * spare;',
      prepare: `\
        IOTimerDispatchSource * other = nullptr;
        if (IODispatchQueue::Create("spare", 0, 0, &ivars->spare) == kIOReturnSuccess &&
            IOTimerDispatchSource::Create(ivars->spare, &other) != kIOReturnSuccess) {
            OSSafeReleaseNULL(ivars->spare);
        }`,
    });
    await expectSilence(files, 'DK17');
  });
});
