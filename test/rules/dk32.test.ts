import { describe, expect, it } from 'vitest';
import { foundBy, GATE_START, here, sluiceGate } from '../support/sluice-gate.ts';

const making = (call: string) =>
  sluiceGate({ start: GATE_START.replace('CreateActionLevelDue(0, &due);', call) });

describe('DK32', () => {
  it.each([
    ['error', 'OSAction::Create(this, 0, 0, 0, &due); // here'],
    ['error', 'OSAction::Create(this, SluiceGate_LevelDue_ID, 0, 0, &due); // here'],
    [
      'warning',
      'OSAction::CreateWithTypeName(this, SluiceGate_LevelDue_ID, IOTimerDispatchSource_TimerOccurred_ID, 0, OSSTR("t"), &due); // here',
    ],
  ])('is an %s: %s', async (severity, call) => {
    const gate = making(call);
    expect(await foundBy('DK32', gate)).toEqual([`${here(gate)} ${severity}`]);
  });

  it('leaves what iig generates and Create of anything else alone', async () => {
    expect(await foundBy('DK32', sluiceGate())).toEqual([]);
    const gate = making('Action::Create(this, 0, 0, 0, &due);');
    expect(await foundBy('DK32', gate)).toEqual([]);
  });
});
