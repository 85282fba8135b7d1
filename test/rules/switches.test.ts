import { describe, expect, it } from 'vitest';
import { brief, findingsIn, marked } from '../support/check.ts';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pump } from '../support/pump.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const ENUM = 'enum class Phase : uint8_t { Idle, Stroking, Resting = 7, Halting };\n';

const members = `\
    IOUSBHostPipe * pipe;
    Phase phase;
    bool over;
    uint32_t mode;`;

/** A driver whose Stop and tick turn on a switch; `stroke` and `stop` are what they begin with. */
function driver(parts: {
  readonly stroke?: string;
  readonly stop?: string;
  readonly cancel?: string;
  readonly phase?: string;
  readonly enums?: string;
}): Record<string, string> {
  const files = pumpDriver({
    members,
    prepare: `\
        ivars->pipe = OSDynamicCast(IOUSBHostPipe, provider);
        ivars->phase = ${parts.phase ?? 'Phase::Stroking'};`,
    stop: `\
kern_return_t IMPL(PumpService, Stop)
{
${parts.stop ?? '    if (mHalted.exchange(true)) {\n        return kIOReturnSuccess;\n    }'}
${parts.cancel ?? CANCEL}
    return kIOReturnSuccess;
}`,
    stroke: `\
void IMPL(PumpService, StrokeDue)
{
${parts.stroke ?? '    if (mHalted) return;'}
    ivars->pipe->Abort(0, kIOReturnAborted, nullptr);${parts.stroke?.includes('// found') ? ' // DK19' : ''}
    NextStroke();
}

void PumpService::NextStroke()
{
    uint64_t present = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    while (ivars->nextStroke <= present) {
        ivars->nextStroke += kStrokeNs;
    }
    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);
}`,
  });
  return { ...files, 'Pump/Phase.h': parts.enums ?? ENUM };
}

const CANCEL = `\
    mClock->Cancel(^{
        OSSafeReleaseNULL(mClock);
        Stop(provider, SUPERDISPATCH);
    });`;

async function expectMarked(files: Record<string, string>): Promise<void> {
  const found = brief(await findingsIn(files)).map((it) => it.replace(/ (error|warning)$/, ''));
  expect(found).toEqual(marked(files));
}

describe('a switch', () => {
  const stop = `\
    switch (ivars->phase) {
    case Phase::Halting:
        return kIOReturnSuccess;
    default:
        break;
    }
    ivars->phase = Phase::Halting;`;

  it.each([
    [
      'a case that returns',
      '    switch (ivars->phase) {\n    case Phase::Halting: return;\n    default: break;\n    }',
    ],
    [
      'a default that returns',
      '    switch (ivars->phase) {\n    default: return;\n    case Phase::Resting:\n    case Phase::Stroking: break;\n    }',
    ],
    [
      'cases for all that there is',
      '    switch (ivars->phase) {\n    case Phase::Stroking: case Phase::Resting: break;\n    case Phase::Idle: [[fallthrough]];\n    case Phase::Halting: return;\n    }',
    ],
    [
      'a declaration in its condition',
      '    switch (auto now = ivars->phase) {\n    case Phase::Halting: return;\n    default: break;\n    }',
    ],
    [
      'a declaration before its condition',
      '    switch (const Phase now = ivars->phase; now) {\n    case Phase::Halting: return;\n    default: break;\n    }',
    ],
    [
      'numbers',
      '    switch (static_cast<int>(ivars->phase)) {\n    case 8: return;\n    default: break;\n    }',
    ],
  ])('tells which ticks come late by %s', async (_what, stroke) => {
    await expectMarked(driver({ stop, stroke }));
  });

  it('tells which ticks come late by a flag', async () => {
    const stopped = (late: string) => `\
    switch (ivars->over) {
    case true: return${late};
    case false: break;
    }`;
    await expectMarked(
      driver({
        stop: `${stopped(' kIOReturnSuccess')}\n    ivars->over = true;`,
        stroke: stopped(''),
      }),
    );
  });

  it.each([
    [
      'something else',
      '    switch (ivars->mode) { // found\n    case 1: return;\n    case 2: break;\n    }',
    ],
    [
      'another phase',
      '    switch (ivars->phase) { // found\n    case Phase::Idle: return;\n    default: break;\n    }',
    ],
    [
      'the phase, and goes on from its case',
      '    switch (ivars->phase) { // found\n    case Phase::Halting: [[fallthrough]];\n    default: break;\n    case Phase::Idle: return;\n    }',
    ],
  ])('that tests %s does not hold a late tick up', async (_what, stroke) => {
    await expectMarked(driver({ stop, stroke }));
  });

  const cancel = (idle: string) => `\
    switch (ivars->phase) {
    case Phase::Halting:
    case Phase::Idle:
        ${idle}
    case Phase::Resting:
    case Phase::Stroking:
        mClock->Cancel(^{
            OSSafeReleaseNULL(mClock);
            Stop(provider, SUPERDISPATCH);
        });
        break;
    }`;

  it.each(['Phase::Stroking', 'PhaseOf(provider)'])(
    'with a case for each enumerator goes to one of them: %s',
    async (phase) => {
      const files = driver({ phase, cancel: cancel('[[fallthrough]];') });
      await expectMarked(files);
    },
  );

  it('that goes to the one case which forgets super Stop is found', async () => {
    const forgets = cancel('return kIOReturnSuccess; // DK08');
    await expectFound(driver({ phase: 'Phase::Idle', cancel: forgets }), 'DK08', 'error');
  });

  it('tells enums apart that have names in common', async () => {
    const files = driver({
      stop,
      stroke:
        '    switch (ivars->phase) {\n    case Phase::Halting: return;\n    default: break;\n    }',
    });
    const other = { 'Pump/A.h': 'enum class Lamp { Halting, Stroking, Idle };\n' };
    await expectMarked({ ...other, ...files });
  });

  it.each([
    ['a number', 'int step = 0;', ['0', '1', '2']],
    [
      'an enum of its own',
      'enum { kNone, kTimer, kAction } step = kNone;',
      ['kNone', 'kTimer', 'kAction'],
    ],
  ])('cleans up what there is, by %s', async (_what, declaration, [none, timer, action]) => {
    const behind = `\
kern_return_t PumpService::again()
{
    ${declaration}
    OSAction *what = NULL;
    kern_return_t kr = IOTimerDispatchSource::Create(mOwn, &mStrokes);
    if (kr != KERN_SUCCESS) goto out;
    step = ${timer};
    kr = CreateActionStroke(0, &what);
    if (kr != KERN_SUCCESS) goto out;
    step = ${action};
    kr = mStrokes->SetHandler(what);
out:
    switch (step) {
    case ${action}:
        what->release();
        [[fallthrough]];
    case ${timer}:
        if (kr != KERN_SUCCESS) OSSafeReleaseNULL(mStrokes);
        break;
    case ${none}:
        break;
    }
    return kr;
}`;
    const files = pump({ declared: '    kern_return_t again() LOCALONLY;', behind });
    await expectSilence(files, 'DK03');
  });
});
