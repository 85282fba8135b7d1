import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const stopping = (body: string) =>
  pump({
    members: '    int pending;',
    stop: `kern_return_t IMPL(PumpService, Stop) {\n${body}\n    return Stop(provider, SUPERDISPATCH);\n}`,
  });

it('warns of a bounded loop that sleeps for a local which the block sets', async () => {
  const files = stopping(`    __block bool settled = false;
    mStrokes->Cancel(^{ settled = true; });
    for (int i = 0; i < 50 && !settled; ++i) {
        IOSleep(2); // here
    }`);
  expect(await foundBy('DK13', files)).toEqual(expectedHere(files, 'DK13 warning'));
});

it('finds a spin for a block on the queue that spins', async () => {
  const files = stopping(`    ivars->pending = 1;
    mMain->DispatchAsync(^{ ivars->pending = 0; });
    while (ivars->pending) // here
        ;`);
  expect(await foundBy('DK13', files)).toEqual(expectedHere(files, 'DK13 error'));
});

it('warns of a semaphore that the completion signals', async () => {
  const files = stopping(`    dispatch_semaphore_t gone = dispatch_semaphore_create(0);
    mStrokes->Cancel(^{ dispatch_semaphore_signal(gone); });
    dispatch_semaphore_wait(gone, DISPATCH_TIME_FOREVER); // here`);
  expect(await foundBy('DK13', files)).toEqual(expectedHere(files, 'DK13 warning'));
});

it('is silent on a sleep for its own sake, and on a loop over the hardware', async () => {
  const files = stopping(`    IOSleep(5);
    for (int i = 0; i < 10 && pump_is_busy(provider); ++i) {
        IOSleep(1);
    }
    mStrokes->Cancel(^{ ivars->pending = 0; });`);
  expect(await foundBy('DK13', files)).toEqual([]);
});

it('is silent on a wait that comes before the block is handed over', async () => {
  const files = stopping(`    ivars->pending = 1;
    for (int i = 0; i < 10 && ivars->pending; ++i) {
        IOSleep(1);
    }
    mStrokes->Cancel(^{ ivars->pending = 0; });`);
  expect(await foundBy('DK13', files)).toEqual([]);
});
