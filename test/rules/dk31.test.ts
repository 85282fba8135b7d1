import { describe, expect, it } from 'vitest';
import { foundBy, GATE_PROBE, GATE_START, here, sluiceGate } from '../support/sluice-gate.ts';

const READS = `${GATE_PROBE}\n    Note(which->GetReference()); // here`;

describe('DK31', () => {
  it('finds it in the handler', async () => {
    const gate = sluiceGate({ probe: READS });
    expect(await foundBy('DK31', gate)).toEqual([`${here(gate)} error`]);
  });

  it('finds it where the action is made, for actions of any kind', async () => {
    const gate = sluiceGate({
      declarations:
        '    virtual void Refilled(OSAction *a, IOReturn s, uint32_t n, uint64_t t) TYPE(IOUSBHostPipe::CompleteAsyncIO);\n    void Order() LOCALONLY;',
      behind: `\
void SluiceGate::Order()
{
    OSAction *order = nullptr;
    if (CreateActionRefilled(0, &order) == kIOReturnSuccess) {
        memset(order->GetReference(), 0, 8); // here
        order->release();
    }
}`,
    });
    expect(await foundBy('DK31', gate)).toEqual([`${here(gate)} error`]);
  });

  it.each(['sizeof(Log)', '16', 'kReferenceSize'])('is silent with a size of %s', async (size) => {
    const start = GATE_START.replace('LevelDue(0,', `LevelDue(${size},`);
    expect(await foundBy('DK31', sluiceGate({ start, probe: READS }))).toEqual([]);
  });

  it('is silent on an action that comes from elsewhere', async () => {
    const gate = sluiceGate({
      declarations: '    void Answer(OSAction *to) LOCALONLY;',
      behind: `\
void SluiceGate::Answer(OSAction *to)
{
    Note(to->GetReference());
}`,
    });
    expect(await foundBy('DK31', gate)).toEqual([]);
  });
});
