import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const stroke = (body: string) => `\
void IMPL(PumpService, StrokeDue)
{
    if (mHalted) {
        return;
    }
${body}
}`;

const again = '    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);';

const MEMBERS = '    uint64_t first;\n    uint32_t numer;\n    uint32_t denom;';

describe('DK24', () => {
  it('finds a deadline from now, through a member and a helper', async () => {
    const files = pumpDriver({
      stroke: stroke('    NextStroke();'),
      more: `\
void PumpService::NextStroke()
{
    ivars->nextStroke = kStrokeNs + clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs); // DK24
}`,
    });
    await expectFound(files, 'DK24', 'warning');
  });

  it("finds one from the handler's time, whatever it is called", async () => {
    const body = `\
    uint64_t then = when;
    then += kStrokeNs;
    mClock->WakeAtTime(kIOTimerClockUptimeRaw, then, kSlackNs); // DK24`;
    await expectFound(pumpDriver({ stroke: stroke(body) }), 'DK24', 'warning');
  });

  it.each([
    ['a fraction of a period', 'when + kStrokeNs / 2'],
    ['a time in other units', 'when * ivars->numer / ivars->denom + kStrokeNs'],
    ['a spread', 'when + kStrokeNs + arc4random() % 1000'],
  ])('finds one from now and %s', async (_what, deadline) => {
    const body = `    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ${deadline}, kSlackNs); // DK24`;
    await expectFound(pumpDriver({ members: MEMBERS, stroke: stroke(body) }), 'DK24', 'warning');
  });

  it.each([
    [
      'the last deadline',
      `    while (ivars->nextStroke <= when) ivars->nextStroke += kStrokeNs;\n${again}`,
    ],
    [
      'now where it is late',
      `    ivars->nextStroke += kStrokeNs;\n    if (ivars->nextStroke < clock_gettime_nsec_np(CLOCK_UPTIME_RAW)) {\n        ivars->nextStroke = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kStrokeNs;\n    }\n${again}`,
    ],
    [
      'now on the grid',
      `    uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);\n    ivars->nextStroke += ((now - ivars->nextStroke) / kStrokeNs + 1) * kStrokeNs;\n${again}`,
    ],
    [
      'periods since the first deadline',
      `    uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);\n    uint64_t count = (now - ivars->first) / kStrokeNs + 1;\n    ivars->nextStroke = ivars->first + count * kStrokeNs;\n${again}`,
    ],
    [
      'whole periods of the clock',
      `    ivars->nextStroke = (when / kStrokeNs + 1) * kStrokeNs;\n${again}`,
    ],
    [
      'the clock without its remainder',
      `    ivars->nextStroke = when - when % kStrokeNs + kStrokeNs;\n${again}`,
    ],
    [
      'what is left of a period',
      `    ivars->nextStroke = when + (kStrokeNs - (when - ivars->first) % kStrokeNs);\n${again}`,
    ],
    ['a power of two', `    ivars->nextStroke = ((when >> 24) + 1) << 24;\n${again}`],
    [
      'a deadline that only the first tick sets',
      `    static uint64_t next = 0;\n    if (next == 0) next = when;\n    next += kStrokeNs;\n    mClock->WakeAtTime(kIOTimerClockUptimeRaw, next, kSlackNs);`,
    ],
    ['no time at all', '    IOLog("%llu", when + kStrokeNs);'],
  ])('is silent on %s', async (_what, body) => {
    await expectSilence(pumpDriver({ members: MEMBERS, stroke: stroke(body) }), 'DK24');
  });

  it('is silent on now on the grid where another method has set the deadline', async () => {
    const files = pumpDriver({
      arm: '',
      declared: '    virtual kern_return_t Begin(uint64_t first);',
      stroke: stroke(`\
    uint64_t next = ivars->nextStroke + kStrokeNs;
    uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    if (next <= now) {
        next += ((now - next) / kStrokeNs + 1) * kStrokeNs;
    }
    ivars->nextStroke = next;
${again}`),
      more: `\
kern_return_t IMPL(PumpService, Begin)
{
    ivars->nextStroke = first;
    return mClock->WakeAtTime(kIOTimerClockUptimeRaw, first, 0);
}`,
    });
    await expectSilence(files, 'DK24');
  });

  it('is silent on what begins a series: Start and SetPowerState', async () => {
    const files = pumpDriver({
      declared: '    virtual kern_return_t SetPowerState(uint32_t powerFlags) override;',
      more: `\
kern_return_t IMPL(PumpService, SetPowerState)
{
    if (powerFlags != 0 && !mHalted) {
        ivars->nextStroke = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kStrokeNs;
        mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, 0);
    }
    return SetPowerState(powerFlags, SUPERDISPATCH);
}`,
    });
    await expectSilence(files, 'DK24');
  });
});
