import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const stopping = (body: string, behind = '') =>
  pump({
    declared: '    void note(int what) LOCALONLY;',
    members: '    int state;',
    stop: `kern_return_t IMPL(PumpService, Stop) {\n${body}\n    return 0;\n}`,
    behind: `void PumpService::note(int what) { ivars->state = what; }\n${behind}`,
  });

it('finds a method of the driver called after super Stop on its own queue', async () => {
  const files = stopping(`    mStrokes->Cancel(^{
        (void)Stop(provider, SUPERDISPATCH);
        this->note(4); // here
    });`);
  const found = await foundBy('DK10', files);
  expect(found).toContain(expectedHere(files, 'DK10 error')[0]);
});

it('warns of ivars used through an alias on the Default queue', async () => {
  const files = stopping(`    kern_return_t kr = Stop(provider, SUPERDISPATCH);
    mHalting = kr == 0; // here`);
  expect(await foundBy('DK10', files)).toEqual(expectedHere(files, 'DK10 warning'));
});

it('warns of the provider used after super Stop in a Start that fails', async () => {
  const files = pump({
    start: `kern_return_t IMPL(PumpService, Start) {
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = prime();
    if (kr != 0) {
        Stop(provider, SUPERDISPATCH);
        provider->Close(this, 0); // here
    }
    return kr;
}`,
  });
  expect(await foundBy('DK10', files)).toEqual(expectedHere(files, 'DK10 warning'));
});

it('is silent where the path has taken references of its own', async () => {
  const files = stopping(`    this->retain();
    provider->retain();
    mStrokes->Cancel(^{
        (void)Stop(provider, SUPERDISPATCH);
        provider->release();
        mHalting = true;
        this->release();
    });`);
  expect(await foundBy('DK10', files)).toEqual([]);
});

it('is silent on a log line and on locals', async () => {
  const files = stopping(`    mStrokes->Cancel(^{
        kern_return_t kr = Stop(provider, SUPERDISPATCH);
        if (kr != 0) {
            os_log(OS_LOG_DEFAULT, "stopped with %d", kr);
        }
    });`);
  expect(await foundBy('DK10', files)).toEqual([]);
});
