import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const arming = (clock: string, before = '') =>
  pumpDriver({
    declared: '    void Arm(uint64_t clock) LOCALONLY;',
    members: '    uint64_t clock;',
    prepare: before,
    arm: `        Arm(${clock});`,
    stroke: 'void IMPL(PumpService, StrokeDue)\n{\n}',
    more: `\
static constexpr uint64_t kOurClock = kIOTimerClockMonotonicRaw;
#define PUMP_CLOCK (kIOTimerClockUptimeRaw)

void PumpService::Arm(uint64_t clock)
{
    mClock->WakeAtTime(clock, ivars->nextStroke, 0); // DK23
}`,
  });

describe('DK23', () => {
  it.each(['CLOCK_MONOTONIC_RAW', '1', 'kIOTimerClockUptimeRaw | 1', 'CLOCK_UPTIME_RAW_APPROX'])(
    'finds %s',
    async (clock) => {
      await expectFound(arming(clock), 'DK23', 'error');
    },
  );

  it('warns of 0, also in a member that nobody sets', async () => {
    await expectFound(arming('CLOCK_REALTIME'), 'DK23', 'warning');
    await expectFound(arming('ivars->clock'), 'DK23', 'warning');
  });

  it.each([
    'kIOTimerClockMachAbsoluteTime',
    'kIOTimerClockMachContinuousTime',
    'kIOTimerClockUptimeRaw',
    'kIOTimerClockMonotonicRaw',
    'kIOTimerClockRealTime',
    'kIOTimerClockWallTime',
    'kOurClock',
    'PUMP_CLOCK',
    '0x88',
    'ClockOfThisMac()',
  ])('is silent on %s', async (clock) => {
    await expectSilence(arming(clock), 'DK23');
  });
});
