import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const stopping = (body: string) =>
  pump({ stop: `kern_return_t IMPL(PumpService, Stop) {\n${body}\n}` });

it('finds true where success is meant, with the completion still to come', async () => {
  const files = stopping(`    mStrokes->Cancel(^{ Stop(provider, SUPERDISPATCH); });
    return true; // here`);
  expect(await foundBy('DK41', files)).toEqual(expectedHere(files, 'DK41 error'));
});

it('finds an error in a variable', async () => {
  const files = stopping(`    kern_return_t kr = kIOReturnStillOpen;
    if (mStrokes->Cancel(^{ Stop(provider, SUPERDISPATCH); }) != 0) {
        kr = Stop(provider, SUPERDISPATCH);
    }
    return kr; // here`);
  expect(await foundBy('DK41', files)).toEqual(expectedHere(files, 'DK41 error'));
});

it('is silent on what Cancel has returned, and on what super Stop returns', async () => {
  const files =
    stopping(`    kern_return_t kr = mStrokes->Cancel(^{ Stop(provider, SUPERDISPATCH); });
    if (kr != 0) {
        return Stop(provider, SUPERDISPATCH);
    }
    return kr;`);
  expect(await foundBy('DK41', files)).toEqual([]);
});

it('is silent on an error of super Stop in Stop itself', async () => {
  const files = stopping(`    kern_return_t kr = Stop(provider, SUPERDISPATCH);
    return kr != 0 ? kr : kIOReturnSuccess;`);
  expect(await foundBy('DK41', files)).toEqual([]);
});
