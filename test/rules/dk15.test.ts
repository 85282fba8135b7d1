import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

describe('DK15', () => {
  it('finds it as an error where ticks run on a queue of their own', async () => {
    const files = pumpDriver({
      lane: 'own',
      declared: '    void Halt() LOCALONLY;',
      stop: `\
kern_return_t IMPL(PumpService, Stop)
{
    mHalted = true;
    Halt();
    return Stop(provider, SUPERDISPATCH);
}`,
      more: `\
void PumpService::Halt()
{
    if (mClock) {
        mClock->SetEnableWithCompletion(false, nullptr); // DK15
        mClock->release();
        mClock = nullptr;
    }
}`,
    });
    await expectFound(files, 'DK15', 'error');
  });

  it('warns of it on the Default queue, released in free() only', async () => {
    const files = pumpDriver({
      stop: `\
kern_return_t IMPL(PumpService, Stop)
{
    mHalted = true;
    mClock->SetEnable(false); // DK15
    return Stop(provider, SUPERDISPATCH);
}`,
    });
    await expectFound(files, 'DK15', 'warning');
  });

  it('warns of it in a helper class with a smart pointer', async () => {
    const files = {
      'Ticker.hpp': `\
class Ticker
{
public:
    void Finish();
private:
    OSSharedPtr<IOTimerDispatchSource> source_;
};
`,
      'Ticker.cpp': `\
#include "Ticker.hpp"
void Ticker::Finish()
{
    source_->SetEnable(false); // DK15
    source_.reset();
}
`,
    };
    await expectFound(files, 'DK15', 'warning');
  });

  it('is silent where Cancel follows, in the same method or in the completion of another', async () => {
    for (const cancel of [
      'mClock->Cancel(^{ OSSafeReleaseNULL(mClock); Stop(provider, SUPERDISPATCH); });',
      'IOTimerDispatchSource * gone = mClock; mClock = nullptr; gone->Cancel(^{ gone->release(); Stop(provider, SUPERDISPATCH); });',
    ]) {
      const stop = `\
kern_return_t IMPL(PumpService, Stop)
{
    if (mHalted.exchange(true)) {
        return kIOReturnSuccess;
    }
    mClock->SetEnable(false);
    ${cancel}
    return kIOReturnSuccess;
}`;
      await expectSilence(pumpDriver({ stop }), 'DK15');
    }
  });

  it('is silent on a timer that is enabled on the way out', async () => {
    const stop = `\
kern_return_t IMPL(PumpService, Stop)
{
    mHalted = true;
    mClock->SetEnable(true);
    return Stop(provider, SUPERDISPATCH);
}`;
    await expectSilence(pumpDriver({ stop }), 'DK15');
  });

  it('is silent where the timer only rests, and where it is enabled', async () => {
    const files = pumpDriver({
      declared: '    virtual kern_return_t Pause(bool on);',
      prepare: '        mClock->SetEnable(true);',
      more: `\
kern_return_t IMPL(PumpService, Pause)
{
    return mClock->SetEnable(!on ? true : false);
}`,
    });
    await expectSilence(files, 'DK15');
  });
});
