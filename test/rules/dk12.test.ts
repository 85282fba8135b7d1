import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const stopping = (body: string) =>
  pump({
    declared: `    void QuiesceHardware(IOService *from) LOCALONLY;
    void shut(IOService *from) LOCALONLY;`,
    stop: `kern_return_t IMPL(PumpService, Stop) {\n${body}\n    return 0;\n}`,
    behind: `void PumpService::QuiesceHardware(IOService *from) {}
void PumpService::shut(IOService *from) { Stop(from, SUPERDISPATCH); }`,
  });

it('finds the hook behind the cancel of the queue alone', async () => {
  const files = stopping(`    mOwn->Cancel(^{ mMain->DispatchAsync(^{
        QuiesceHardware(provider); // here
        shut(provider);
    }); });`);
  expect(await foundBy('DK12', files)).toEqual(expectedHere(files, 'DK12 error'));
});

it('finds the hook in Stop beside a Cancel that has not completed', async () => {
  const files = stopping(`    mStrokes->Cancel(^{ mMain->DispatchAsync(^{ shut(provider); }); });
    QuiesceHardware(provider); // here`);
  expect(await foundBy('DK12', files)).toEqual(expectedHere(files, 'DK12 error'));
});

it("is silent on the timer's own queue, where ticks are serial with it", async () => {
  const files = stopping(`    mOwn->DispatchSync(^{ QuiesceHardware(provider); });
    mStrokes->Cancel(^{ mMain->DispatchAsync(^{ shut(provider); }); });`);
  expect(await foundBy('DK12', files)).toEqual([]);
});

it('is silent in the completion, and where Cancel has failed', async () => {
  const files = stopping(`    kern_return_t kr = mStrokes->Cancel(^{ mMain->DispatchAsync(^{
        QuiesceHardware(provider);
        shut(provider);
    }); });
    if (kr != 0) {
        QuiesceHardware(provider);
        shut(provider);
    }`);
  expect(await foundBy('DK12', files)).toEqual([]);
});
