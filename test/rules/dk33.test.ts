import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';

const INIT = `
bool Valve::init()
{
    auto ok = super::init();
    if (ok) {
        ivars = new Valve_IVars();
    }
    return ok && ivars;
}
`;

const START = `
kern_return_t IMPL(Valve, Start)
{
    auto err = Start(provider, SUPERDISPATCH);
    if (err == kIOReturnSuccess) {
        err = CopyDispatchQueue("Default", &ivars->line);
    }
    if (err != kIOReturnSuccess) {
        Stop(provider, SUPERDISPATCH);
    }
    return err;
}
`;

const STOP = `
kern_return_t IMPL(Valve, Stop)
{
    return Stop(provider, SUPERDISPATCH);
}
`;

const FREE = `
void Valve::free()
{
    if (ivars != nullptr) {
        OSSafeReleaseNULL(ivars->line);
        delete ivars;
        ivars = nullptr;
    }
    super::free();
}
`;

interface Parts {
  readonly ivars?: string;
  readonly init?: string;
  readonly start?: string;
  readonly stop?: string;
  readonly free?: string;
  readonly behind?: string;
}

/** What DK33 finds in a driver without a timer, as the code of the lines. */
async function found(parts: Parts) {
  const code = [
    `struct Valve_IVars\n{\n    ${parts.ivars ?? 'IODispatchQueue *line;'}\n};`,
    parts.init ?? INIT,
    parts.start ?? START,
    parts.stop ?? STOP,
    parts.free ?? FREE,
    parts.behind ?? '',
  ].join('\n');
  const declaration = `class Valve : public IOService
{
public:
    virtual bool init() override;
    virtual void free() override;
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t Stop(IOService *provider) override;
    void Empty() LOCALONLY;
};
`;
  const findings = await findingsIn({ 'Valve.iig': declaration, 'Valve.cpp': code });
  const lines = code.split('\n');
  return findings
    .filter((it) => it.rule === 'DK33')
    .map((it) => `${it.severity}: ${lines[it.line - 1]?.trim()}`);
}

describe('DK33', () => {
  it('is content with a driver in another style', async () => {
    expect(await found({})).toEqual([]);
  });

  it('finds an init that succeeds without super, not one that fails', async () => {
    const init =
      'bool Valve::init()\n{\n  ivars = IONewZero(Valve_IVars, 1);\n  if (!ivars) return false;\n  return true;\n}';
    expect(await found({ init })).toEqual(['error: return true;']);
  });

  it('finds ivars that are made before super::init', async () => {
    const init =
      'bool Valve::init()\n{\n  ivars = IONewZero(Valve_IVars, 1);\n  return super::init() && ivars;\n}';
    expect(await found({ init })).toEqual(['warning: ivars = IONewZero(Valve_IVars, 1);']);
  });

  it('finds a path of free that does not reach super', async () => {
    const free =
      'void Valve::free()\n{\n  if (!ivars) {\n    return;\n  }\n  OSSafeReleaseNULL(ivars->line);\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n  super::free();\n}';
    expect(await found({ free })).toEqual(['error: return;']);
  });

  it('finds a release behind super::free, in a method of its own', async () => {
    const free =
      'void Valve::free()\n{\n  IOService::free();\n  Empty();\n}\nvoid Valve::Empty()\n{\n  if (ivars) {\n    ivars->line->release();\n    IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n  }\n}';
    expect(await found({ free })).toEqual(['error: ivars->line->release();']);
  });

  it('accepts a log line behind super::free', async () => {
    const free = FREE.replace(
      'super::free();',
      'super::free();\n    os_log(OS_LOG_DEFAULT, "gone");',
    );
    expect(await found({ free })).toEqual([]);
  });

  it.each([
    [
      'void Valve::free()\n{\n  ivars->line->release();\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n  super::free();\n}',
    ],
    [
      'void Valve::free()\n{\n  Empty();\n  super::free();\n}\nvoid Valve::Empty()\n{\n  ivars->line->release();\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n}',
    ],
    [
      '#define ITS(x) ivars->x\nvoid Valve::free()\n{\n  ITS(line)->release();\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n  super::free();\n}',
    ],
  ])('finds a free that takes the ivars for granted', async (free) => {
    expect(await found({ free })).toEqual([
      expect.stringMatching(/^warning: (ivars->line|ITS\(line\))->release\(\);$/),
    ]);
  });

  it.each([
    'void Valve::free()\n{\n  if (ivars && ivars->line) { ivars->line->release(); }\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n  super::free();\n}',
    'void Valve::free()\n{\n  Empty();\n  super::free();\n}\nvoid Valve::Empty()\n{\n  if (nullptr == ivars) return;\n  ivars->line->release();\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n}',
    'void Valve::free()\n{\n  auto *own = ivars;\n  if (own) { OSSafeReleaseNULL(own->line); delete ivars; }\n  super::free();\n}',
    'void Valve::free()\n{\n  if (!ivars) goto out;\n  OSSafeReleaseNULL(ivars->line);\n  IODelete(ivars, Valve_IVars, 1);\nout:\n  super::free();\n}',
  ])('accepts a free that tests the ivars in its own way', async (free) => {
    expect(await found({ free })).toEqual([]);
  });

  it('finds ivars that Stop deletes: an error where a block still uses them', async () => {
    const stop = (rest: string) =>
      `kern_return_t IMPL(Valve, Stop)\n{\n  ${rest}\n  return Stop(provider, SUPERDISPATCH);\n}`;
    const late =
      'ivars->line->DispatchAsync(^{ OSSafeReleaseNULL(ivars->line); });\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);';
    expect(await found({ stop: stop(late) })).toEqual([
      'error: IOSafeDeleteNULL(ivars, Valve_IVars, 1);',
    ]);
    const alone = 'OSSafeReleaseNULL(ivars->line);\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);';
    expect(await found({ stop: stop(alone) })).toEqual([
      'warning: IOSafeDeleteNULL(ivars, Valve_IVars, 1);',
    ]);
  });

  it('finds a copied queue that nothing releases', async () => {
    const free =
      'void Valve::free()\n{\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n  super::free();\n}';
    expect(await found({ free })).toEqual([
      'warning: err = CopyDispatchQueue("Default", &ivars->line);',
    ]);
  });

  it.each([
    [
      'in Stop',
      { stop: STOP.replace('return Stop', 'OSSafeReleaseNULL(ivars->line);\n    return Stop') },
    ],
    ['by a smart pointer', { ivars: 'OSSharedPtr<IODispatchQueue> line;' }],
    [
      'by a method that is not called in view',
      { behind: 'void Valve::Empty()\n{\n  ivars->line->release();\n}' },
    ],
    [
      'by code that is not there',
      { stop: STOP.replace('return Stop', 'PutAway(ivars->line);\n    return Stop') },
    ],
  ])('does not miss a release %s', async (_, parts: Parts) => {
    const free =
      'void Valve::free()\n{\n  IOSafeDeleteNULL(ivars, Valve_IVars, 1);\n  super::free();\n}';
    expect(await found({ free, ...parts })).toEqual([]);
  });

  it('finds ivars that free does not delete, unless something else may', async () => {
    const free = (rest: string) =>
      `void Valve::free()\n{\n  if (ivars) {\n    OSSafeReleaseNULL(ivars->line);\n    ${rest}\n  }\n  super::free();\n}`;
    expect(await found({ free: free('') })).toEqual(['warning: ivars = new Valve_IVars();']);
    expect(await found({ free: free('PutAway(ivars);') })).toEqual([]);
  });

  it('accepts a class without ivars', async () => {
    expect(
      await found({
        init: '',
        start: '',
        stop: '',
        free: 'void Valve::free()\n{\n  super::free();\n}',
      }),
    ).toEqual([]);
  });
});
