import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const stopping = (body: string) =>
  pump({ stop: `kern_return_t IMPL(PumpService, Stop) {\n${body}\n}` });

it.each([
  'super::Stop(provider)',
  'super :: Stop(provider)',
  'IOService::Stop(provider)',
  'IOService ::Stop(provider)',
])('warns of %s', async (call) => {
  const files = stopping(`    return ${call}; // here`);
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

it('warns in a helper that is long and does nothing else', async () => {
  const line = '    drain_valve(number_of_valves);\n';
  const files = pump({
    stop: 'kern_return_t IMPL(PumpService, Stop) { return leave(provider); }',
    declared: '    kern_return_t leave(IOService *from) LOCALONLY;',
    behind: `kern_return_t PumpService::leave(IOService *from) {
${line.repeat(12)}    return super :: Stop(from); // here
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
