import { expect, it } from 'vitest';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const starting = (body: string, before = '') =>
  pump({
    declared: '    bool wet(IOService *from) LOCALONLY;',
    before,
    start: `kern_return_t IMPL(PumpService, Start) {\n${body}\n}`,
    behind: 'bool PumpService::wet(IOService *from) { return prime() == 0; }',
  });

it('finds false in a variable', async () => {
  const files = starting(`    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr == 0 && prime() != 0) {
        Stop(provider, SUPERDISPATCH);
        kr = false;
        goto out;
    }
out:
    return kr; // here`);
  expect(await foundBy('DK46', files)).toEqual(expectedHere(files, 'DK46 error'));
});

it('finds false in a macro that leaves Start', async () => {
  const files = starting(
    `    BAIL(Start(provider, SUPERDISPATCH) != 0); // here
    return prime();`,
    '#define BAIL(x) do { if (x) return false; } while (0)',
  );
  expect(await foundBy('DK46', files)).toEqual(expectedHere(files, 'DK46 error'));
});

it('finds a method that returns a bool', async () => {
  const files = starting(`    if (Start(provider, SUPERDISPATCH) != 0) return kIOReturnError;
    return wet(provider); // here`);
  expect(await foundBy('DK46', files)).toEqual(expectedHere(files, 'DK46 error'));
});

it('finds false in a Start that is too long to be followed to its end', async () => {
  const forks = '    if (pump_probe()) ivars->next |= 1;\n'.repeat(12);
  const work = '    ivars->next = (ivars->next * 3 + 1) ^ (ivars->next >> 2);\n'.repeat(150);
  const files = starting(`${forks}${work}    return false; // here`);
  expect(await foundBy('DK46', files)).toEqual(expectedHere(files, 'DK46 error'));
});

it('is silent on success, on false in a block, and in other methods', async () => {
  const files = starting(`    bool dry = false;
    bool (^test)(void) = ^bool { return false; };
    kern_return_t kr = Start(provider, SUPERDISPATCH);
    if (kr != 0) return kr;
    if (dry == false && test()) kr = KERN_SUCCESS;
    return kr == 0 ? kIOReturnSuccess : kr;`);
  expect(await foundBy('DK46', files)).toEqual([]);
});
