import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const members = `\
    uint64_t strokeTicks;
    uint64_t strokeMs;
    double ticksPerNs;
    mach_timebase_info_data_t base;`;

const more = `\
static uint64_t InTicks(uint64_t ns)
{
    mach_timebase_info_data_t base;
    mach_timebase_info(&base);
    return ns * base.denom / base.numer;
}

static uint64_t TicksIfNeeded(uint64_t ns)
{
    mach_timebase_info_data_t base;
    mach_timebase_info(&base);
    return base.numer == base.denom ? ns : ns * base.denom / base.numer;
}

static uint64_t Present()
{
    return mach_absolute_time();
}`;

const arming = (call: string) =>
  pumpDriver({
    members,
    more,
    prepare: '        ivars->strokeMs = 20;',
    arm: `        err = mClock->WakeAtTime(${call});`,
    stroke: 'void IMPL(PumpService, StrokeDue)\n{\n}',
  });

describe('DK22', () => {
  it.each([
    ['a scale', 'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + 20 * NSEC_PER_MSEC, 0'],
    [
      'a scale of a member',
      'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + ivars->strokeMs * kMillisecondScale, 0',
    ],
    ['an enumerator', 'kIOTimerClockMachContinuousTime, mach_continuous_time() + kStrokeNs, 0'],
    ['a literal, through a helper', 'kIOTimerClockMachAbsoluteTime, Present() + 20000000, 0'],
    [
      'nanoseconds for ticks',
      'kIOTimerClockMachAbsoluteTime, clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kStrokeNs, 0',
    ],
    [
      'ticks for nanoseconds',
      'kIOTimerClockUptimeRaw, mach_absolute_time() + ivars->strokeTicks, 0',
    ],
    ['nanoseconds for the clock 0', '0, clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kStrokeNs, 0'],
    [
      'another clock',
      'kIOTimerClockUptimeRaw, clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW) + kStrokeNs, 0',
    ],
    [
      'another clock in ticks',
      'kIOTimerClockMachAbsoluteTime, mach_continuous_time() + InTicks(kStrokeNs), 0',
    ],
    [
      'the calendar',
      'kIOTimerClockMonotonicRaw, clock_gettime_nsec_np(CLOCK_REALTIME) + kStrokeNs, 0',
    ],
    [
      'a leeway',
      'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + InTicks(kStrokeNs), 2 * NSEC_PER_MSEC',
    ],
  ])('finds %s', async (_what, call) => {
    await expectFound(arming(`${call}); // DK22\n        (void)(0`), 'DK22', 'error');
  });

  it('warns of a bare leeway in ticks', async () => {
    const call = 'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + InTicks(kStrokeNs), 500000';
    await expectFound(arming(`${call}); // DK22\n        (void)(0`), 'DK22', 'warning');
  });

  it('finds a deadline in ticks that a handler goes on with', async () => {
    const files = pumpDriver({
      arm: `\
        ivars->nextStroke = mach_absolute_time();
        err = mClock->WakeAtTime(kIOTimerClockMachAbsoluteTime, ivars->nextStroke, 0);`,
      stroke: `\
void IMPL(PumpService, StrokeDue)
{
    if (mHalted) {
        return;
    }
    while (ivars->nextStroke <= mach_absolute_time()) {
        ivars->nextStroke += kStrokeNs;
    }
    mClock->WakeAtTime(kIOTimerClockMachAbsoluteTime, ivars->nextStroke, 0); // DK22
}`,
    });
    await expectFound(files, 'DK22', 'error');
  });

  it.each([
    [
      'a helper',
      'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + InTicks(kStrokeNs), InTicks(kSlackNs)',
    ],
    [
      'a helper that converts where it must',
      'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + TicksIfNeeded(kStrokeNs), TicksIfNeeded(kSlackNs)',
    ],
    [
      'a helper that is not here',
      'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + nanosToTicks(20 * NSEC_PER_MSEC), 0',
    ],
    [
      'the timebase',
      'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + 20 * NSEC_PER_MSEC * ivars->base.denom / ivars->base.numer, 0',
    ],
    [
      'a ratio',
      'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + (uint64_t)(20 * NSEC_PER_MSEC * ivars->ticksPerNs), 0',
    ],
    [
      'ticks in nanoseconds',
      'kIOTimerClockUptimeRaw, mach_absolute_time() * ivars->base.numer / ivars->base.denom + kStrokeNs, kSlackNs',
    ],
    [
      'ticks in a member',
      'kIOTimerClockMachContinuousTime, mach_continuous_time() + ivars->strokeTicks, 0',
    ],
    [
      'the monotonic clock',
      'kIOTimerClockMonotonicRaw, clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW) + 20 * NSEC_PER_MSEC, 0',
    ],
    [
      'the approximate clock',
      'kIOTimerClockUptimeRaw, clock_gettime_nsec_np(CLOCK_UPTIME_RAW_APPROX) + kStrokeNs, 0',
    ],
    ['now', 'kIOTimerClockMachAbsoluteTime, mach_absolute_time() + 1, 0'],
    ['a clock that we do not know', 'ivars->strokeMs, mach_absolute_time() + kStrokeNs, 0'],
  ])('is silent on %s', async (_what, call) => {
    const files = arming(call);
    const unknown = call.startsWith('ivars') ? '        ivars->strokeMs = Choose();' : '';
    const [path = ''] = Object.keys(files).filter((it) => it.endsWith('.cpp'));
    const text = files[path]?.replace('        ivars->strokeMs = 20;', unknown) ?? '';
    await expectSilence({ ...files, [path]: text }, 'DK22');
  });

  it.each([
    ['ticks', 'mach_absolute_time()', 'kIOTimerClockMachAbsoluteTime', 'InTicks(kStrokeNs)'],
    [
      'ticks by the timebase',
      'mach_absolute_time()',
      'kIOTimerClockMachAbsoluteTime',
      'kStrokeNs * ivars->base.denom / ivars->base.numer',
    ],
    [
      'nanoseconds',
      'clock_gettime_nsec_np(CLOCK_UPTIME_RAW)',
      'kIOTimerClockUptimeRaw',
      'ivars->strokeTicks * ivars->base.numer / ivars->base.denom',
    ],
  ])(
    'is silent on what is converted and added to a deadline in %s',
    async (_unit, now, clock, step) => {
      const files = pumpDriver({
        members,
        more,
        arm: `        ivars->nextStroke = ${now};\n        err = mClock->WakeAtTime(${clock}, ivars->nextStroke, 0);`,
        stroke: `void IMPL(PumpService, StrokeDue)\n{\n    if (mHalted) return;\n    ivars->nextStroke += ${step};\n    mClock->WakeAtTime(${clock}, ivars->nextStroke, 0);\n}`,
      });
      await expectSilence(files, 'DK22');
    },
  );
});
