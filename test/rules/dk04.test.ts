import { describe, expect, it } from 'vitest';
import { foundBy, GATE_STOP, here, sluiceGate } from '../support/sluice-gate.ts';

describe('DK04', () => {
  it.each([
    ['NULL', 'GAUGE->Cancel(NULL); // here'],
    ['0', 'GAUGE->Cancel(0); // here'],
    ['braces', 'GAUGE->Cancel({}); // here'],
    ['a type and braces', 'GAUGE->Cancel(IODispatchSourceCancelHandler{}); // here'],
    [
      'a variable and braces',
      'IODispatchSourceCancelHandler none{};\n    GAUGE->Cancel(none); // here',
    ],
    ['a variable', 'void (^none)(void) = nullptr;\n    GAUGE->Cancel(none); // here'],
    ['a queue', 'ivars->wet->Cancel(nullptr); // here'],
  ])('finds %s', async (_case, call) => {
    const gate = sluiceGate({ stop: `    ${call}\n    return kIOReturnSuccess;` });
    expect(await foundBy('DK04', gate)).toEqual([`${here(gate)} error`]);
  });

  it('finds it in a helper that is given none', async () => {
    const gate = sluiceGate({
      before: `\
static void Drain(SluiceGate_IVars *iv, IODispatchSourceCancelHandler then)
{
    iv->gauge->Cancel(then); // here
}`,
      stop: '    Drain(ivars, nullptr);\n    return kIOReturnSuccess;',
    });
    expect(await foundBy('DK04', gate)).toEqual([`${here(gate)} error`]);
  });

  it('leaves those alone that test their handler', async () => {
    const gate = sluiceGate({
      members: '    IODataQueueDispatchSource *samples;\n    OSAction *done;',
      stop: `    ivars->samples->Cancel(nullptr);\n    ivars->done->Cancel(nullptr);\n${GATE_STOP}`,
      declarations: '    void Begin(IODataQueueDispatchSource *s, OSAction *a) LOCALONLY;',
      behind: `\
void SluiceGate::Begin(IODataQueueDispatchSource *s, OSAction *a)
{
    ivars->samples = s;
    ivars->done = a;
}`,
    });
    expect(await foundBy('DK04', gate)).toEqual([]);
  });

  it('leaves an empty block alone', async () => {
    const stop = GATE_STOP.replace(
      'GAUGE->Cancel(',
      'ivars->main->Cancel(^{});\n    GAUGE->Cancel(',
    );
    const found = await foundBy('DK04', sluiceGate({ stop }));
    expect(stop).toContain('^{}');
    expect(found).toEqual([]);
  });

  it('leaves what is no source alone, and handlers that come from elsewhere', async () => {
    const gate = sluiceGate({
      before: 'class Job { public: void Cancel(void *then); };\nstatic Job *theJob;',
      stop: `    theJob->Cancel(nullptr);\n${GATE_STOP}`,
      declarations: '    void Shut(IODispatchSourceCancelHandler then) LOCALONLY;',
      behind: `\
void SluiceGate::Shut(IODispatchSourceCancelHandler then)
{
    ivars->gauge->Cancel(then);
}`,
    });
    expect(await foundBy('DK04', gate)).toEqual([]);
  });
});
