import { describe, expect, it } from 'vitest';
import { foundBy, GATE_PROBE, GATE_START, here, sluiceGate } from '../support/sluice-gate.ts';

const CREATE = 'result = CreateActionLevelDue(0, &due);';
const RELEASE = '        due->release();\n';

const starting = (release: string, create = CREATE) =>
  sluiceGate({ start: GATE_START.replace(RELEASE, release).replace(CREATE, create) });

describe('DK03', () => {
  it('warns of an action that nobody releases', async () => {
    const gate = starting('', `${CREATE} // here`);
    expect(await foundBy('DK03', gate)).toEqual([`${here(gate)} warning`]);
  });

  it('warns of one that a failure leaks', async () => {
    const gate = starting('        if (ok()) { due->release(); }\n', `${CREATE} // here`);
    expect(await foundBy('DK03', gate)).toEqual([`${here(gate)} warning`]);
  });

  it('finds a second release in a helper', async () => {
    const gate = sluiceGate({
      before: `\
static void Drop(OSAction *it)
{
    it->release(); // here
}`,
      start: GATE_START.replace(RELEASE, `${RELEASE}        Drop(due);\n`),
    });
    expect(await foundBy('DK03', gate)).toEqual([`${here(gate)} error`]);
  });

  it('finds a handler that releases its action', async () => {
    const gate = sluiceGate({ probe: `${GATE_PROBE}\n    which->release(); // here` });
    expect(await foundBy('DK03', gate)).toEqual([`${here(gate)} error`]);
  });

  it('lets a handler release the reference that Start left to it', async () => {
    const gate = sluiceGate({
      members: '    OSAction *left;',
      start: GATE_START.replace(RELEASE, '        ivars->left = due;\n'),
      probe: `${GATE_PROBE}\n    which->release();`,
    });
    expect(await foundBy('DK03', gate)).toEqual([]);
  });

  it.each([
    ['a retain', '        due->retain();\n        due->release();\n        due->release();\n'],
    ['a null behind it', '        OSSafeReleaseNULL(due);\n        OSSafeReleaseNULL(due);\n'],
    ['a smart pointer', '        OSSharedPtr<OSAction> holder(due, OSNoRetain);\n'],
    [
      'copies of a smart pointer',
      '        auto first = OSSharedPtr<OSAction>(due, OSRetain);\n        OSSharedPtr<OSAction> second(due, OSNoRetain);\n        OSSharedPtr<OSAction> third = second;\n',
    ],
    ['code out of sight', '        HandOver(due);\n'],
    ['an out parameter of code out of sight', '        HandOver(&due);\n'],
    [
      'a block that is queued',
      '        OSAction *mine = due;\n        ivars->main->DispatchAsync(^{ mine->release(); });\n',
    ],
  ])('counts %s', async (_case, release) => {
    const gate = starting(release);
    const found = await foundBy('DK03', gate);
    expect(found.filter((it) => it.endsWith('error'))).toEqual([]);
    if (_case !== 'copies of a smart pointer') {
      expect(found).toEqual([]);
    }
  });

  it('leaves an action alone that is returned or handed out', async () => {
    const gate = sluiceGate({
      declarations: `\
    OSAction *MakeDue() LOCALONLY;
    kern_return_t GiveDue(OSAction **out) LOCALONLY;`,
      behind: `\
OSAction *SluiceGate::MakeDue()
{
    OSAction *made = nullptr;
    CreateActionLevelDue(0, &made);
    return made;
}

kern_return_t SluiceGate::GiveDue(OSAction **out)
{
    OSAction *made = nullptr;
    kern_return_t ret = CreateActionLevelDue(0, &made);
    if (ret == kIOReturnSuccess) {
        *out = made;
    }
    return ret;
}`,
    });
    expect(await foundBy('DK03', gate)).toEqual([]);
  });
});
