import { describe, expect, it } from 'vitest';
import { foundBy, GATE_START, here, sluiceGate } from '../support/sluice-gate.ts';

const SET = 'result = GAUGE->SetHandler(due);';
const USB =
  '    virtual void Refilled(OSAction *a, IOReturn s, uint32_t n, uint64_t t) TYPE(IOUSBHostPipe::CompleteAsyncIO);';

describe('DK28', () => {
  it.each([
    ['a literal', GATE_START.replace(SET, 'result = GAUGE->SetHandler(nullptr); // here')],
    [
      'a local that is null yet',
      GATE_START.replace(
        '    if (ok()) {\n        result = CreateAction',
        '    if (ok()) {\n        result = GAUGE->SetHandler(due); // here\n    }\n    if (ok()) {\n        result = CreateAction',
      ),
    ],
    [
      'a member that was released',
      GATE_START.replace('&due', '&ivars->kept').replace(
        `        ${SET}\n        due->release();`,
        '        OSSafeReleaseNULL(ivars->kept);\n        result = GAUGE->SetHandler(ivars->kept); // here',
      ),
    ],
  ])('finds %s', async (_case, start) => {
    const gate = sluiceGate({ members: '    OSAction *kept;', start });
    expect(await foundBy('DK28', gate)).toEqual([`${here(gate)} error`]);
  });

  it('finds the action of another kind of handler', async () => {
    const start = GATE_START.replace('CreateActionLevelDue', 'CreateActionRefilled').replace(
      SET,
      `${SET} // here`,
    );
    const gate = sluiceGate({ declarations: USB, start });
    expect(await foundBy('DK28', gate)).toEqual([`${here(gate)} error`]);
  });

  it('leaves a member alone that may be filled out of sight', async () => {
    const start = GATE_START.replace(
      SET,
      'PrepareActions(this);\n        result = GAUGE->SetHandler(ivars->kept);',
    );
    const gate = sluiceGate({ members: '    OSAction *kept;', start });
    expect(await foundBy('DK28', gate)).toEqual([]);
  });

  it('leaves an action alone whose handler is declared out of sight', async () => {
    const gate = sluiceGate({
      start: GATE_START.replace('CreateActionLevelDue', 'CreateActionSurfaced'),
    });
    expect(await foundBy('DK28', gate)).toEqual([]);
  });

  it('leaves the handlers of other sources alone', async () => {
    const gate = sluiceGate({
      declarations: `    virtual void Alarm(OSAction *a, uint64_t c, uint64_t t) TYPE(IOInterruptDispatchSource::InterruptOccurred);`,
      members: '    IOInterruptDispatchSource *line;',
      start: `\
    OSAction *alarm = nullptr;
    CreateActionAlarm(0, &alarm);
    IOInterruptDispatchSource::Create(provider, 0, ivars->main, &ivars->line);
    ivars->line->SetHandler(alarm);
    OSSafeReleaseNULL(alarm);
${GATE_START}`,
    });
    expect(await foundBy('DK28', gate)).toEqual([]);
  });
});
