import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const stopping = (body: string) =>
  pump({
    declared: '    void shut(IOService *from) LOCALONLY;',
    stop: `kern_return_t IMPL(PumpService, Stop) {\n${body}\n    return 0;\n}`,
    behind: 'void PumpService::shut(IOService *from) { Stop(from, SUPERDISPATCH); }',
  });

it('finds a block that is queued behind super Stop in a helper', async () => {
  const files = stopping(`    mStrokes->Cancel(^{
        shut(provider);
        mMain->DispatchAsync(^{ OSSafeReleaseNULL(mStrokes); }); // here
    });`);
  expect(await foundBy('DK38', files)).toEqual(expectedHere(files, 'DK38 error'));
});

it('finds one in a Start that fails', async () => {
  const files = pump({
    start: `kern_return_t IMPL(PumpService, Start) {
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = prime();
    if (kr != 0) {
        Stop(provider, SUPERDISPATCH);
        mMain->DispatchAsync(^{ OSSafeReleaseNULL(mStrokes); }); // here
    }
    return kr;
}`,
  });
  expect(await foundBy('DK38', files)).toEqual(expectedHere(files, 'DK38 error'));
});

it('is silent on a block that is queued before, and on other queues', async () => {
  const files = stopping(`    IODispatchQueue *other = mOwn;
    mMain->DispatchAsync(^{ mHalting = true; });
    mStrokes->Cancel(^{
        mMain->DispatchAsync(^{
            shut(provider);
            other->DispatchAsync(^{ });
        });
    });`);
  expect(await foundBy('DK38', files)).toEqual([]);
});
