import { describe, expect, it } from 'vitest';
import { foundBy, GATE_PROBE, GATE_START, here, sluiceGate } from '../support/sluice-gate.ts';

const starting = (from: string | RegExp, to: string, more: Parameters<typeof sluiceGate>[0] = {}) =>
  sluiceGate({ ...more, start: GATE_START.replace(from, to) });

describe('DK36', () => {
  it.each([
    [
      'result = IODispatchQueue::Create("Probe", 0, 0, &ivars->wet);',
      'IODispatchQueue::Create("Probe", 0, 0, &ivars->wet); // here',
    ],
    [
      'result = IOTimerDispatchSource::Create(ivars->wet, &GAUGE);',
      '(void)IOTimerDispatchSource::Create(ivars->wet, &GAUGE); // here',
    ],
    ['result = CreateActionLevelDue(0, &due);', 'CreateActionLevelDue(0, &due); // here'],
    ['result = GAUGE->SetHandler(due);', '(void) GAUGE->SetHandler(due); // here'],
    [
      '        result = GAUGE->SetHandler(due);\n        due->release();\n',
      '        result = GAUGE->SetHandler(due); // here\n        due->release();\n        result = GAUGE->SetEnable(true);\n',
    ],
    [/result = GAUGE->WakeAtTime(.*)/, 'GAUGE->WakeAtTime$1 // here'],
  ])('finds that nobody looks at it: %s', async (from, to) => {
    const gate = starting(from, to);
    expect(await foundBy('DK36', gate)).toEqual([`${here(gate)} warning`]);
  });

  const helper = {
    declarations: '    kern_return_t Wind() LOCALONLY;',
    behind: `\
kern_return_t SluiceGate::Wind()
{
    return ivars->gauge->WakeAtTime(kIOTimerClockUptimeRaw, ivars->next, 0);
}`,
  };

  it('finds that the caller of a helper loses its result', async () => {
    const gate = starting(/result = GAUGE->WakeAtTime.*/, 'Wind(); // here', helper);
    expect(await foundBy('DK36', gate)).toEqual([`${here(gate)} warning`]);
  });

  it.each([
    ['the helper', /result = GAUGE->WakeAtTime.*/, 'result = Wind();'],
    [
      'the pointer',
      'result = IOTimerDispatchSource::Create(ivars->wet, &GAUGE);',
      'IOTimerDispatchSource::Create(ivars->wet, &GAUGE);\n        result = GAUGE ? kIOReturnSuccess : kIOReturnNoMemory;',
    ],
    [
      'the sum of two results',
      '        result = GAUGE->SetHandler(due);\n',
      '        result = GAUGE->SetHandler(due);\n        result |= GAUGE->SetEnable(true);\n',
    ],
    [
      'the result, in a log line first',
      '        due->release();\n',
      '        Log("%x", result);\n        due->release();\n',
    ],
    [
      'it at a label',
      '        result = GAUGE->SetHandler(due);\n',
      '        result = GAUGE->SetHandler(due);\n        if (IsDry()) goto out;\n        result = GAUGE->SetEnable(true);\n        out:\n',
    ],
  ])('is silent where somebody looks at %s', async (_case, from, to) => {
    expect(await foundBy('DK36', starting(from, to, helper))).toEqual([]);
  });

  it('does not ask for the result of a re-arm, or of what is no part of a timer', async () => {
    const gate = sluiceGate({
      members: '    IODispatchQueue *spare;',
      start: `    IODispatchQueue::Create("Spare", 0, 0, &ivars->spare);\n${GATE_START}`,
      probe: GATE_PROBE,
      free: '        OSSafeReleaseNULL(ivars->spare);',
    });
    expect(await foundBy('DK36', gate)).toEqual([]);
  });
});
