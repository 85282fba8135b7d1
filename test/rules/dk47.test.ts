import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const stopping = (body: string) =>
  pump({ stop: `kern_return_t IMPL(PumpService, Stop) {\n${body}\n}` });

it('warns of the base class by its name', async () => {
  const files = stopping('    return IOService::Stop(provider); // here');
  expect(await foundBy('DK47', files)).toEqual(expectedHere(files, 'DK47 warning'));
});

it('warns in a Start that fails', async () => {
  const files = pump({
    start: `kern_return_t IMPL(PumpService, Start) {
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0) kr = prime();
    if (kr != 0) super::Stop(provider); // here
    return kr;
}`,
  });
  expect(await foundBy('DK47', files)).toEqual(expectedHere(files, 'DK47 warning'));
});

it('is silent on SUPERDISPATCH, with super:: in front as well, and on other methods of super', async () => {
  const files = stopping('    return super::Stop(provider, SUPERDISPATCH);');
  expect(await foundBy('DK47', files)).toEqual([]);
});

it('is silent on a class that is no service', async () => {
  const files = {
    'Valve.cpp': `class Base { public: int Stop(int x); };
class Valve : public Base { public: int Stop(int x) { timer->Cancel(nullptr); return Base::Stop(x); } IOTimerDispatchSource *timer; };`,
  };
  expect(await foundBy('DK47', files)).toEqual([]);
});
