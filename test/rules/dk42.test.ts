import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';

interface Parts {
  readonly make?: string;
  readonly stop?: string;
  readonly end?: string;
  readonly more?: string;
}

/** What DK42 finds in a driver that ends like this. */
async function found({ make, stop, end, more }: Parts) {
  const code = `
#define ITS ivars
struct Harp_IVars
{
    OSSharedPtr<IODispatchQueue> strings;
    OSSharedPtr<IOUSBHostInterface> frame;
    IODispatchQueue *raw;
};
bool Harp::init()
{
    if (!super::init()) return false;
    ivars = ${make ?? 'IONewZero(Harp_IVars, 1)'};
    return ivars != nullptr;
}
kern_return_t IMPL(Harp, Start)
{
    ITS->frame = OSSharedPtr(OSDynamicCast(IOUSBHostInterface, provider), OSRetain);
    IODispatchQueue *made = nullptr;
    kern_return_t e = IODispatchQueue::Create("strings", 0, 0, &made);
    if (e != kIOReturnSuccess) return e;
    ITS->strings = OSSharedPtr(made, OSNoRetain);
    return Start(provider, SUPERDISPATCH);
}
kern_return_t IMPL(Harp, Stop)
{
    ${stop ?? ''}
    return Stop(provider, SUPERDISPATCH);
}
void Harp::free()
{
    if (ivars) {
        ${end ?? ''}
    }
    super::free();
}
${more ?? ''}
`;
  const declaration = `class Harp : public IOService
{
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t Stop(IOService *provider) override;
    void Unstring() LOCALONLY;
};
`;
  const findings = await findingsIn({ 'Harp.iig': declaration, 'Harp.cpp': code });
  const lines = code.split('\n');
  return findings
    .filter((it) => it.rule === 'DK42')
    .map((it) => `${it.severity}: ${lines[it.line - 1]?.trim()}`);
}

const DELETE = 'IOSafeDeleteNULL(ivars, Harp_IVars, 1);';

describe('DK42', () => {
  it('finds each smart pointer that still holds something', async () => {
    expect(await found({ end: DELETE })).toEqual([
      'warning: OSSharedPtr<IODispatchQueue> strings;',
      'warning: OSSharedPtr<IOUSBHostInterface> frame;',
    ]);
    expect(await found({ end: `ivars->frame.reset();\n${DELETE}` })).toEqual([
      'warning: OSSharedPtr<IODispatchQueue> strings;',
    ]);
  });

  it.each([
    ['reset in free', { end: `ITS->frame.reset();\nITS->strings = nullptr;\n${DELETE}` }],
    [
      'a helper',
      {
        end: `Unstring();\n${DELETE}`,
        more: 'void Harp::Unstring()\n{\n    ivars->frame = {};\n    ivars->frame.reset();\n    ivars->strings.reset();\n}',
      },
    ],
    ['reset in Stop', { stop: 'ivars->frame.reset();\nivars->strings.reset();', end: DELETE }],
    ['destructors', { make: 'new Harp_IVars', end: 'delete ivars;' }],
    ['a call of the destructor', { end: `ivars->~Harp_IVars();\n${DELETE}` }],
    ['code that we do not see', { end: `Dismantle(ivars);\n${DELETE}` }],
  ])('accepts %s', async (_, parts: Parts) => {
    expect(await found(parts)).toEqual([]);
  });
});
