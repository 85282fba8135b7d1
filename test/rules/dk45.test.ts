import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';

/** What DK45 finds where Stop of a driver for USB has this body. */
async function found(body: string, behind = '') {
  const code = `
struct Pump_IVars
{
    OSSharedPtr<IOUSBHostInterface> pipe;
    IOUserNetworkTxSubmissionQueue *packets;
    volatile uint32_t *registers;
    bool dry;
};
kern_return_t Pump::Stop_Impl(Pump_Stop_Args)
{
    uint32_t answer = 0;
    int left = 10;
${body}
    return Stop(provider, SUPERDISPATCH);
}
${behind}
`;
  const declaration = `class Pump : public IOService
{
public:
    virtual kern_return_t Stop(IOService *provider) override;
    bool Ask() LOCALONLY;
};
`;
  const findings = await findingsIn({ 'Pump.iig': declaration, 'Pump.cpp': code });
  const lines = code.split('\n');
  return findings
    .filter((it) => it.rule === 'DK45')
    .map((it) => `${it.severity}: ${lines[it.line - 1]?.trim()}`);
}

describe('DK45', () => {
  it.each([
    'while (ivars->pipe->AbortPipes() != kIOReturnSuccess) {}',
    'do { answer = ivars->pipe->Status(); } while (answer & 4);',
    'while (!(answer & 4)) { ivars->pipe->Read(0, &answer); os_log(OS_LOG_DEFAULT, "waits"); }',
    'for (; !answer; ) { answer = ivars->pipe->Status(); IODelay(3); }',
  ])('finds %s', async (loop) => {
    expect(await found(`    ${loop}`)).toEqual([`warning: ${loop}`]);
  });

  it('finds a loop on a method that only asks the device', async () => {
    const behind = 'bool Pump::Ask()\n{\n    return ivars->pipe->Status() == 1;\n}';
    expect(await found('    while (!Ask()) { IOSleep(1); }', behind)).toEqual([
      'warning: while (!Ask()) { IOSleep(1); }',
    ]);
  });

  it.each([
    ['a count', 'while (ivars->pipe->Status() != 1 && left--) { IODelay(3); }'],
    ['another count', 'do { answer = ivars->pipe->Status(); left -= 1; } while (answer & left);'],
    [
      'a deadline',
      'while (ivars->pipe->Status() != 1 && mach_absolute_time() < 99) { IODelay(3); }',
    ],
    ['a way out', 'while (ivars->pipe->Status() != 1) { if (ivars->dry) { break; } IODelay(3); }'],
    ['a macro that may leave', 'while (ivars->pipe->Status() != 1) { BAIL_IF(ivars->dry); }'],
    ['a queue that gets empty', 'while (ivars->packets->Dequeue() != 0) { }'],
    ['work in each round', 'while (ivars->pipe->Next(&answer) == 0) { Handle(answer); }'],
    ['a function that we do not know', 'while (StillBusy(this)) { IOSleep(1); }'],
  ])('accepts %s', async (_, loop) => {
    expect(await found(`    ${loop}`)).toEqual([]);
  });
});
