import { describe, expect, it } from 'vitest';
import { brief, findingsIn } from '../support/check.ts';
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

  describe('in two drivers with a constant of the same name', () => {
    /**
     * The pump under another name and in a folder of its own, its clock called PUMP_CLOCK.
     *
     * @param clock the one that it reads
     * @param named lines that say what PUMP_CLOCK is; `CLOCK` in them is the right one
     */
    const pumpOn = (name: string, clock: 'Uptime' | 'Monotonic', named: string) =>
      Object.entries(pumpDriver()).map(([path, text]) => [
        path.replaceAll(/Pump(Service)?/g, name),
        text
          .replaceAll('WakeAtTime(kIOTimerClockUptimeRaw', 'WakeAtTime(PUMP_CLOCK')
          .replace('enum :', `${named.replace(/\bCLOCK\b/, `kIOTimerClock${clock}Raw`)}\n\nenum :`)
          .replaceAll('CLOCK_UPTIME_RAW', `CLOCK_${clock.toUpperCase()}_RAW`)
          .replaceAll('PumpService', name),
      ]);
    const pumps = (named: string) => [
      ...pumpOn('Inlet', 'Uptime', named),
      ...pumpOn('Outlet', 'Monotonic', named),
    ];

    it.each([
      '#define PUMP_CLOCK CLOCK',
      'static constexpr uint64_t PUMP_CLOCK = CLOCK;',
      'const uint64_t PUMP_CLOCK = CLOCK;',
      'namespace { const uint64_t PUMP_CLOCK = CLOCK; }',
      'enum : uint64_t { PUMP_CLOCK = CLOCK };',
      'namespace pump { inline constexpr uint64_t PUMP_CLOCK = CLOCK; }\nusing namespace pump;',
    ])('is silent: %s', async (named) => {
      expect(brief(await findingsIn(Object.fromEntries(pumps(named))))).toEqual([]);
    });

    it.each([
      ['macros', '#define PUMP_CLOCK '],
      ['constants', 'static constexpr uint64_t PUMP_CLOCK = ;'],
    ])('takes %s from the header that the driver includes', async (_what, definition) => {
      const found = async (inlet: string, outlet: string) => {
        const header = (clock: string) =>
          definition.replace(/(?=;|$)/, `kIOTimerClock${clock}Raw`).concat('\n');
        const files = Object.fromEntries([
          ...pumps('#include "Clock.h"'),
          ['Inlet/Clock.h', header(inlet)],
          ['Outlet/Clock.h', header(outlet)],
        ]);
        return (await findingsIn(files)).map((it) => `${it.path} ${it.rule}`);
      };
      expect(await found('Uptime', 'Monotonic')).toEqual([]);
      expect(await found('Uptime', 'Uptime')).toEqual(Array(2).fill('Outlet/Outlet.cpp DK22'));
    });

    it('says nothing where the header may be one of two', async () => {
      const files = Object.fromEntries([
        ...pumps('#include "Clock.h"'),
        ['Old/Clock.h', '#define PUMP_CLOCK kIOTimerClockUptimeRaw\n'],
        ['New/Clock.h', '#define PUMP_CLOCK kIOTimerClockMonotonicRaw\n'],
      ]);
      expect(brief(await findingsIn(files))).toEqual([]);
    });

    it('follows each to the function of its own file', async () => {
      const named = `#define PUMP_CLOCK CLOCK
static uint64_t Now() { return clock_gettime_nsec_np(CLOCK_UPTIME_RAW); }`;
      const files = Object.fromEntries(
        pumps(named).map(([path = '', text = '']) => [
          path,
          text.replaceAll(/(?<!return )clock_gettime_nsec_np\(\w+\)/g, 'Now()'),
        ]),
      );
      expect(brief(await findingsIn(files))).toEqual([]);
      const path = 'Inlet/Inlet.cpp';
      const wrong = files[path]?.replace('CLOCK_UPTIME_RAW', 'CLOCK_MONOTONIC_RAW') ?? '';
      const found = await findingsIn({ ...files, [path]: wrong });
      expect(found.map((it) => `${it.path} ${it.rule}`)).toEqual(Array(2).fill(`${path} DK22`));
    });
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
