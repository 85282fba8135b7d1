import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const stop = (middle: string) => `\
kern_return_t IMPL(PumpService, Stop)
{
    if (mHalted.exchange(true)) {
        return kIOReturnSuccess;
    }
${middle}
    mClock->Cancel(^{
        OSSafeReleaseNULL(mClock);
        Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`;

describe('DK14', () => {
  it('finds a block that comes through a variable', async () => {
    const middle = `\
    IODispatchSourceCancelHandler rested = ^{ ivars->nextStroke = 0; };
    mClock->SetEnableWithCompletion(false, rested); // DK14`;
    await expectFound(pumpDriver({ stop: stop(middle) }), 'DK14', 'error');
  });

  it('finds it where the timer is enabled, too, and in a helper method', async () => {
    const files = pumpDriver({
      prepare: '        Rouse();',
      declared: '    void Rouse() LOCALONLY;',
      more: `\
void PumpService::Rouse()
{
    mClock->SetEnableWithCompletion(true, ^{ // DK14
        NextStroke();
    });
}`,
    });
    await expectFound(files, 'DK14', 'error');
  });

  it('warns of an empty block', async () => {
    const middle = '    mClock->SetEnableWithCompletion(false, ^{}); // DK14';
    await expectFound(pumpDriver({ stop: stop(middle) }), 'DK14', 'warning');
  });

  it('is silent where there is none, and on sources that are no timers', async () => {
    for (const middle of [
      '    mClock->SetEnableWithCompletion(false, nullptr);',
      '    mClock->SetEnable(false);',
      '    ivars->irq->SetEnableWithCompletion(false, ^{ ivars->nextStroke = 0; });',
    ]) {
      const members = '    IOInterruptDispatchSource * irq;';
      const prepare = '        IOInterruptDispatchSource::Create(provider, 0, mMain, &ivars->irq);';
      await expectSilence(pumpDriver({ members, prepare, stop: stop(middle) }), 'DK14');
    }
  });
});
