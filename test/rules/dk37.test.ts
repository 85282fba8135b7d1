import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';

interface Parts {
  readonly ivars?: string;
  readonly before?: string;
  readonly behind?: string;
  readonly declarations?: string;
}

/** What DK37 finds in a SetPowerState with this body. */
async function found(body: string, parts: Parts = {}) {
  const code = `${parts.before ?? ''}
struct Fridge_IVars
{
    IODispatchQueue *cold;
    IOUSBHostInterface *door;
    bool light;
    _Atomic(bool) idle;
    ${parts.ivars ?? ''}
};
kern_return_t
IMPL(Fridge, Start)
{
    kern_return_t error = Start(provider, SUPERDISPATCH);
    if (error) return error;
    return IODispatchQueue::Create("cold", 0, 0, &ivars->cold);
}
kern_return_t
IMPL(Fridge, Stop)
{
    return Stop(provider, SUPERDISPATCH);
}
kern_return_t
IMPL(Fridge, SetPowerState)
{
${body}
}
${parts.behind ?? ''}
`;
  const declaration = `class Fridge : public IOService
{
public:
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t Stop(IOService *provider) override;
    virtual kern_return_t SetPowerState(uint32_t powerFlags) override;
    ${parts.declarations ?? ''}
};
`;
  const findings = await findingsIn({ 'Fridge.iig': declaration, 'Fridge.cpp': code });
  const lines = code.split('\n');
  return findings
    .filter((it) => it.rule === 'DK37')
    .map((it) => `${it.severity}: ${lines[it.line - 1]?.trim()}`);
}

const SUPER = 'return SetPowerState(powerFlags, SUPERDISPATCH);';

describe('DK37', () => {
  it('finds a SetPowerState that never calls super, whatever it tests', async () => {
    const body =
      '  const bool on = (powerFlags & 2) != 0;\n  if (on) {\n    ivars->light = true;\n  }\n  return 0;';
    expect(await found(body)).toEqual(['error: return 0;']);
  });

  it('finds an early return on a queue that could not be made', async () => {
    const body = `  if (!ivars->cold) return kIOReturnNotReady;\n  kern_return_t e = RegisterService();\n  if (e != kIOReturnSuccess) {\n    return e;\n  }\n  ${SUPER}`;
    expect(await found(body)).toEqual(['error: return e;']);
  });

  it('does not take super::SetPowerState of another method for it', async () => {
    expect(await found('  return Start(nullptr, SUPERDISPATCH);')).toEqual([
      'error: return Start(nullptr, SUPERDISPATCH);',
    ]);
  });

  it.each([
    [
      'in a block',
      '  __block kern_return_t r = 0;\n  ivars->cold->DispatchSync(^{ r = SetPowerState(powerFlags, SUPERDISPATCH); });\n  return r;',
      {},
    ],
    [
      'in a block that runs later',
      '  ivars->cold->DispatchAsync(^{ SetPowerState(powerFlags, SUPERDISPATCH); });\n  return kIOReturnSuccess;',
      {},
    ],
    [
      'behind a macro',
      '  ivars->light = false;\n  return UP(SetPowerState, powerFlags);',
      { before: '#define UP(m, ...) m(__VA_ARGS__, SUPERDISPATCH)' },
    ],
    ['behind a macro of another header', '  return UP(SetPowerState, powerFlags);', {}],
    [
      'in a helper',
      '  return Chill(powerFlags);',
      {
        declarations: 'kern_return_t Chill(uint32_t f) LOCALONLY;',
        behind:
          'kern_return_t Fridge::Chill(uint32_t f) { return SetPowerState(f, SUPERDISPATCH); }',
      },
    ],
    [
      'in a helper of another file',
      '  return Chill(powerFlags);',
      { declarations: 'kern_return_t Chill(uint32_t f) LOCALONLY;' },
    ],
    [
      'in a method that comes later',
      '  ivars->light = false;\n  return kIOReturnSuccess;',
      {
        declarations:
          'void Chilled(OSAction *a, uint64_t t) TYPE(IOTimerDispatchSource::TimerOccurred);',
        behind: 'void IMPL(Fridge, Chilled) { SetPowerState(0, SUPERDISPATCH); }',
      },
    ],
    [
      'in both ways of a test that nobody can decide',
      `  if (Check(7)) {\n    ${SUPER}\n  } else {\n    ${SUPER}\n  }`,
      {},
    ],
  ])('accepts super %s', async (_, body, parts: Parts) => {
    expect(await found(body, parts)).toEqual([]);
  });

  it.each([
    ['while (!ivars->light) {', '    IOSleep(1);\n  }', 'IOSleep(1);'],
    ['while (!__c11_atomic_load(&ivars->idle, 0)) {', '    IOSleep(1);\n  }', 'IOSleep(1);'],
    ['while (!ivars->light) {', '  }', 'while (!ivars->light) {'],
    [
      'do {',
      '    IOSleep(5);\n  } while (ivars->door->Abort(0, 0, 0) != kIOReturnSuccess);',
      'IOSleep(5);',
    ],
  ])('warns of a wait before super: %s', async (head, rest, line) => {
    expect(await found(`  ${head}\n${rest}\n  ${SUPER}`)).toEqual([`warning: ${line}`]);
  });

  it.each([
    'for (int i = 0; i < 50 && !ivars->light; i++) { IOSleep(1); }',
    'int left = 50;\n  while (!ivars->light) { IOSleep(1); if (--left == 0) break; }',
    'uint64_t end = Now() + 5;\n  while (!ivars->light && Now() < end) { IOSleep(1); }',
    'while (!ivars->light) { IOSleep(1); ENSURE(!ivars->light); }',
    'while (Pending()) { IOSleep(1); }',
    'IOSleep(20);',
  ])('accepts a wait with an end: %s', async (wait) => {
    expect(await found(`  ${wait}\n  ${SUPER}`)).toEqual([]);
  });

  it('accepts a wait behind super', async () => {
    const body =
      '  kern_return_t e = SetPowerState(powerFlags, SUPERDISPATCH);\n  while (!ivars->light) { IOSleep(1); }\n  return e;';
    expect(await found(body)).toEqual([]);
  });
});
