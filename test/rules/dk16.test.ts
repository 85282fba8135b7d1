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

describe('DK16', () => {
  it('finds a queue that is cancelled alone, in a helper', async () => {
    const files = pumpDriver({
      lane: 'own',
      declared: '    void Drain(IOService * up) LOCALONLY;',
      stop: stop('    Drain(provider);'),
      more: `\
void PumpService::Drain(IOService * up)
{
    mLane->Cancel(^{ // DK16
        Stop(up, SUPERDISPATCH);
    });
}`,
    });
    await expectFound(files, 'DK16', 'error');
  });

  it('is silent where the timer is cancelled before, in either order of blocks', async () => {
    const inside = `\
    mClock->Cancel(^{
        mLane->Cancel(^{
            mMain->DispatchAsync(^{ OSSafeReleaseNULL(mClock); Stop(provider, SUPERDISPATCH); });
        });
    });`;
    const beside = `\
    mClock->Cancel(^{});
    mLane->Cancel(^{
        mMain->DispatchAsync(^{ OSSafeReleaseNULL(mClock); Stop(provider, SUPERDISPATCH); });
    });`;
    for (const body of [inside, beside]) {
      await expectSilence(pumpDriver({ lane: 'own', stop: stop(body) }), 'DK16');
    }
  });

  it('is silent on a queue that no timer is on', async () => {
    const files = pumpDriver({
      members: '    IODispatchQueue * jobs;',
      prepare: '        err = IODispatchQueue::Create("jobs", 0, 0, &ivars->jobs);',
      stop: stop(`\
    mClock->Cancel(^{
        OSSafeReleaseNULL(mClock);
        ivars->jobs->Cancel(^{
            mMain->DispatchAsync(^{ Stop(provider, SUPERDISPATCH); });
        });
    });`),
    });
    await expectSilence(files, 'DK16');
  });
});
