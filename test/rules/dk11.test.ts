import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const HOOK = 'void QuiesceHardware(IOService *from) LOCALONLY;';

const stopping = (body: string, hook = HOOK) =>
  pump({
    declared: hook,
    members: '    IOPCIDevice *card; bool touched;',
    stop: `auto PumpService::Stop_Impl(IOService *provider) -> kern_return_t {\n${body}\n}`,
    behind: hook ? 'void PumpService::QuiesceHardware(IOService *from) {}' : '',
  });

const chain = (body: string) => `    mStrokes->Cancel(^{ mOwn->Cancel(^{ mMain->DispatchAsync(^{
${body}
    }); }); });
    return kIOReturnSuccess;`;

it('finds a super Stop that nothing has quiesced for', async () => {
  const files = stopping(chain('        Stop(provider, SUPERDISPATCH); // here'));
  expect(await foundBy('DK11', files)).toEqual(expectedHere(files, 'DK11 error'));
});

it('finds a second call', async () => {
  const files = stopping(
    chain(`        QuiesceHardware(provider);
        this->QuiesceHardware(provider); // here
        Stop(provider, SUPERDISPATCH);`),
  );
  expect(await foundBy('DK11', files)).toEqual(expectedHere(files, 'DK11 error'));
});

it('finds a provider that is closed first', async () => {
  const files = stopping(
    chain(`        ivars->card->Close(this, 0);
        QuiesceHardware(provider); // here
        Stop(provider, SUPERDISPATCH);`),
  );
  expect(await foundBy('DK11', files)).toEqual(expectedHere(files, 'DK11 error'));
});

it("warns of the hook on the timer's queue", async () => {
  const files = stopping(`    mStrokes->Cancel(^{
        QuiesceHardware(provider); // here
        Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;`);
  expect(await foundBy('DK11', files)).toEqual(expectedHere(files, 'DK11 warning'));
});

it('is silent on the order quiesce, close, super Stop', async () => {
  const files = stopping(
    chain(`        QuiesceHardware(provider);
        ivars->card->Close(this, 0);
        Stop(provider, SUPERDISPATCH);`),
  );
  expect(await foundBy('DK11', files)).toEqual([]);
});

it('is silent where Start has left a block to run on another queue', async () => {
  const files = pump({
    declared: HOOK,
    start: `kern_return_t IMPL(PumpService, Start) {
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == KERN_SUCCESS) kr = IODispatchQueue::Create("Own", 0, 0, &mOwn);
    if (kr == KERN_SUCCESS) mOwn->DispatchAsync(^{ mNext = 1; });
    return kr;
}`,
    stop: `kern_return_t IMPL(PumpService, Stop) {
    QuiesceHardware(provider);
    return Stop(provider, SUPERDISPATCH);
}`,
    behind: 'void PumpService::QuiesceHardware(IOService *from) {}',
  });
  expect(await foundBy('DK11', files)).toEqual([]);
});

it('is silent where the class has no such hook, and where it is not for us to see', async () => {
  const body = chain('        Stop(provider, SUPERDISPATCH);');
  expect(await foundBy('DK11', stopping(body, ''))).toEqual([]);
  const files = stopping(body);
  const unseen = { 'PumpService.iig': files['PumpService.iig'] ?? '' };
  expect(await foundBy('DK11', unseen)).toEqual([]);
});

it('is silent on a test that only the hardware decides', async () => {
  const files = pump({
    declared: `${HOOK} virtual kern_return_t Use();`,
    members: '    bool touched;',
    stop: `kern_return_t IMPL(PumpService, Stop) {
${chain(`        if (ivars->touched) QuiesceHardware(provider);
        Stop(provider, SUPERDISPATCH);`)}
}`,
    behind: `void PumpService::QuiesceHardware(IOService *from) {}
kern_return_t IMPL(PumpService, Use) { ivars->touched = true; return 0; }`,
  });
  expect(await foundBy('DK11', files)).toEqual([]);
});
