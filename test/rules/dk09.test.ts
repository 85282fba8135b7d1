import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const stopping = (body: string, more = '') =>
  pump({
    declared: '    void shut(IOService *from) LOCALONLY;',
    stop: `kern_return_t IMPL(PumpService, Stop) {\n${body}\n}`,
    behind: `void PumpService::shut(IOService *from) {\n    Stop(from, SUPERDISPATCH);${more}\n}`,
  });

it('finds a super Stop in a helper that does not wait for the block', async () => {
  const files = stopping(
    `    if (mStrokes != NULL) {
        IOTimerDispatchSource *doomed = mStrokes;
        doomed->Cancel(^{ doomed->release(); });
        mStrokes = NULL;
    }
    shut(provider);
    return 0;`,
    ' // here',
  );
  expect(await foundBy('DK09', files)).toEqual(expectedHere(files, 'DK09 error'));
});

it('finds a count that is one short', async () => {
  const files = pump({
    declared:
      '    virtual void Sniff(OSAction *what, uint64_t when) TYPE(IOTimerDispatchSource::TimerOccurred);',
    members: '    IOTimerDispatchSource *second; int open;',
    start: `kern_return_t IMPL(PumpService, Start) {
    OSAction *what = NULL;
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == KERN_SUCCESS) kr = prime();
    if (kr == KERN_SUCCESS) kr = IOTimerDispatchSource::Create(mOwn, &ivars->second);
    if (kr == KERN_SUCCESS) kr = CreateActionSniff(0, &what);
    if (kr == KERN_SUCCESS) kr = ivars->second->SetHandler(what);
    OSSafeReleaseNULL(what);
    if (kr != KERN_SUCCESS) Stop(provider, SUPERDISPATCH);
    return kr;
}`,
    stop: `kern_return_t IMPL(PumpService, Stop) {
    void (^done)(void) = ^{
        if (--ivars->open == 0) {
            Stop(provider, SUPERDISPATCH); // here
        }
    };
    ivars->open = 1;
    mStrokes->Cancel(done);
    ivars->second->Cancel(done);
    return 0;
}`,
    behind: 'void IMPL(PumpService, Sniff) {}',
  });
  expect(await foundBy('DK09', files)).toEqual(expectedHere(files, 'DK09 error'));
});

it('is silent where a Cancel has failed, and where there was no timer', async () => {
  const files = stopping(`    kern_return_t kr = kIOReturnNotReady;
    if (mStrokes) {
        kr = mStrokes->Cancel(^{ shut(provider); });
    }
    return kr == KERN_SUCCESS ? kr : Stop(provider, SUPERDISPATCH);`);
  expect(await foundBy('DK09', files)).toEqual([]);
});

it("is silent where it is no timer's Cancel", async () => {
  const files = stopping(`    mOwn->Cancel(^{});
    return Stop(provider, SUPERDISPATCH);`);
  expect(await foundBy('DK09', files)).toEqual([]);
});

it("is silent where a block on the timer's queue has been waited for", async () => {
  const files = stopping(`    mStrokes->Cancel(^{});
    mOwn->DispatchSync(^{});
    return Stop(provider, SUPERDISPATCH);`);
  expect(await foundBy('DK09', files)).toEqual([]);
});
