import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const leaking = (stop: string, more = '', behind = '') =>
  pump({
    declared: `    virtual void Leak(OSAction *what, uint64_t n, uint64_t when) TYPE(IOInterruptDispatchSource::InterruptOccurred);
    void dry() LOCALONLY;
    virtual kern_return_t Detach();`,
    members: '    OSSharedPtr<IOInterruptDispatchSource> leak;',
    start: `kern_return_t IMPL(PumpService, Start) {
    OSSharedPtr<OSAction> what;
    IOInterruptDispatchSource *made = nullptr;
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = CopyDispatchQueue(kIOServiceDefaultQueueName, &mMain);
    if (kr == 0) kr = IOInterruptDispatchSource::Create(provider, 0, mMain, &made);
    if (kr == 0) {
        ivars->leak = OSSharedPtr(made, OSNoRetain);
        kr = CreateActionLeak(0, what.attach());
    }
    if (kr == 0) kr = ivars->leak->SetHandler(what.get());
    ${more}
    if (kr != 0) Stop(provider, SUPERDISPATCH);
    return kr;
}`,
    stop: `kern_return_t IMPL(PumpService, Stop) {\n${stop}\n    return kIOReturnSuccess;\n}`,
    behind: `void IMPL(PumpService, Leak) {}
${behind}`,
  });

const DRY = `void PumpService::dry() {
    if (ivars->leak) ivars->leak->Cancel(^{ mMain->DispatchAsync(^{ ivars->leak.reset(); }); });
}`;

it('finds a source in a smart pointer that is only reset', async () => {
  const files = leaking(`    ivars->leak.reset();
    Stop(provider, SUPERDISPATCH); // here`);
  expect(await foundBy('DK48', files)).toEqual(expectedHere(files, 'DK48 error'));
});

it('is silent where a helper cancels it', async () => {
  const files = leaking('    dry();\n    Stop(provider, SUPERDISPATCH);', '', DRY);
  expect(await foundBy('DK48', files)).toEqual([]);
});

it('is silent where the completion calls super Stop', async () => {
  const files = leaking('    ivars->leak->Cancel(^{ Stop(provider, SUPERDISPATCH); });');
  expect(await foundBy('DK48', files)).toEqual([]);
});

it('is silent where other code has the source', async () => {
  const files = leaking('    Stop(provider, SUPERDISPATCH);', 'leak_watch(ivars->leak.get());');
  expect(await foundBy('DK48', files)).toEqual([]);
});

it('is silent where another method cancels it, which may come first', async () => {
  const files = leaking(
    '    Stop(provider, SUPERDISPATCH);',
    '',
    'kern_return_t IMPL(PumpService, Detach) { return ivars->leak->Cancel(^{}); }',
  );
  expect(await foundBy('DK48', files)).toEqual([]);
});
