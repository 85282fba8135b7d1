import { describe, expect, it } from 'vitest';
import { lampDriver, type Parts, START } from '../../core/rules/example-driver.ts';
import type { Example } from '../../core/rules/rule.ts';
import { changedLines, tryFixes } from './try-fixes.ts';

/** Expects that everything is fixed, by these lines. */
function expectFix(files: Example, lines: readonly string[]): void {
  const plan = tryFixes(files);
  expect(changedLines(files, plan)).toEqual(lines);
  expect(plan.findings.map((it) => `${it.path}:${it.line} ${it.rule} ${it.message}`)).toEqual([]);
}

/** Expects that the rule finds something and that nothing is proposed. */
function expectNone(rule: string, files: Example): void {
  const plan = tryFixes(files);
  expect(plan.findings.map((it) => it.rule)).toContain(rule);
  expect(plan.proposals).toEqual([]);
  expect(changedLines(files, plan)).toEqual([]);
}

const CPP = 'LampDriver.cpp';
const RELEASE = '    OSSafeReleaseNULL(action);\n';
const SET = 'ret = ivars->timer->SetHandler(action);';
const LEAKING = START.replace(RELEASE, '');

describe('DK03, a leaked action', () => {
  it('is released in the line behind SetHandler', () => {
    expectFix(lampDriver({ start: LEAKING }), ['+    OSSafeReleaseNULL(action);']);
  });

  it('is released behind the comment of that line', () => {
    const start = LEAKING.replace(SET, `${SET} // it retains`);
    const files = lampDriver({ start });
    const plan = tryFixes(files);
    const text = plan.sources.find((it) => it.path.endsWith('.cpp'))?.text;
    expect(text).toContain(`    ${SET} // it retains\n    OSSafeReleaseNULL(action);\n    if (`);
  });

  it('is released in the way that the file ends lines and indents', () => {
    const files = lampDriver({ start: LEAKING });
    const crlf = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        text.replace(/^( {4})+/gm, (it) => '\t'.repeat(it.length / 4)).replaceAll('\n', '\r\n'),
      ]),
    );
    expectFix(crlf, ['+\tOSSafeReleaseNULL(action);\r']);
  });

  it('is released once more where that does nothing', () => {
    const early = `        ${SET}
        if (ret != kIOReturnSuccess) {
            (void)Stop(provider, SUPERDISPATCH);
            return ret;
        }
        OSSafeReleaseNULL(action);`.replace(/^ {4}/gm, '');
    const start = START.replace(`    ${SET}\n${RELEASE}`, `${early}\n`);
    const files = lampDriver({ start });
    const plan = tryFixes(files);
    expect(changedLines(files, plan)).toEqual(['+    OSSafeReleaseNULL(action);']);
  });

  it.each<[string, string]>([
    [
      'is released without a test for null later',
      LEAKING.replace(
        'fail:\n',
        'fail:\n    if (ivars->stopping) {\n        action->release();\n    }\n',
      ),
    ],
    [
      'is used later',
      LEAKING.replace('    ivars->deadline', '    Use(action);\n    ivars->deadline'),
    ],
    [
      'is given over in a condition',
      LEAKING.replace(`${SET}\n    if (ret !=`, 'if (ivars->timer->SetHandler(action) !='),
    ],
    ['is given over twice', LEAKING.replace(SET, `${SET}\n    ${SET}`)],
    [
      'is used in a branch that is not compiled',
      LEAKING.replace(
        '    ivars->deadline',
        '#if 0\n    action->release();\n#endif\n    ivars->deadline',
      ),
    ],
  ])('is left alone where it %s', (_, start) => {
    expect(changedLines(lampDriver({ start }), tryFixes(lampDriver({ start })))).toEqual([]);
  });

  it('is left alone where SetHandler is not always reached', () => {
    const start = LEAKING.replace(
      `    ${SET}`,
      `    ret = Ready();\n    if (ret != kIOReturnSuccess) {\n        OSSafeReleaseNULL(ivars->timer);\n        (void)Stop(provider, SUPERDISPATCH);\n        return kIOReturnError;\n    }\n    ${SET}`,
    );
    expectNone('DK03', lampDriver({ start }));
  });
});

const PAUSE = '    void Pause() LOCALONLY;';

describe('DK04, a null handler', () => {
  const pause = (body: string): Parts => ({
    declarations: PAUSE,
    behind: `void LampDriver::Pause()\n{\n${body}\n}`,
  });

  it.each(['nullptr', 'NULL', '0', '{}'])('becomes an empty block, from %s', (handler) => {
    expectFix(lampDriver(pause(`    (void)ivars->timer->Cancel(${handler});`)), [
      `-    (void)ivars->timer->Cancel(${handler});`,
      '+    (void)ivars->timer->Cancel(^{});',
    ]);
  });

  it('is left alone where the timer is released behind it', () => {
    expectNone(
      'DK04',
      lampDriver(pause('    ivars->timer->Cancel(nullptr);\n    OSSafeReleaseNULL(ivars->timer);')),
    );
  });

  it('is left alone where super Stop comes behind it', () => {
    const stop = `kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->timer->Cancel(nullptr);
    return Stop(provider, SUPERDISPATCH);
}`;
    expectNone('DK04', lampDriver({ stop }));
  });

  it('is left alone in a variable', () => {
    const body =
      '    IOTimerDispatchCancelHandler none = nullptr;\n    ivars->timer->Cancel(none);';
    expect(tryFixes(lampDriver(pause(body))).proposals).toEqual([]);
  });
});

const LAST_TICK = 'void LampDriver::Blink_Impl(OSAction *action, uint64_t time)\n{\n}';

describe('DK22 and DK23, the wrong clock', () => {
  const arm = (clock: string, deadline: string, leeway = '0') =>
    lampDriver({
      tick: LAST_TICK,
      arm: `    ret = ivars->timer->WakeAtTime(${clock}, ${deadline}, ${leeway});`,
    });
  const UPTIME = 'clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod';
  const MONOTONIC = 'clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW) + kPeriod';

  it.each([
    ['kIOTimerClockMachAbsoluteTime', UPTIME, 'kIOTimerClockUptimeRaw'],
    ['kIOTimerClockMonotonicRaw', UPTIME, 'kIOTimerClockUptimeRaw'],
    ['kIOTimerClockMachContinuousTime', MONOTONIC, 'kIOTimerClockMonotonicRaw'],
    ['kIOTimerClockUptimeRaw', MONOTONIC, 'kIOTimerClockMonotonicRaw'],
    ['kIOTimerClockUptimeRaw', 'mach_absolute_time()', 'kIOTimerClockMachAbsoluteTime'],
    ['kIOTimerClockUptimeRaw', 'mach_continuous_time()', 'kIOTimerClockMachContinuousTime'],
    ['CLOCK_UPTIME_RAW', UPTIME, 'kIOTimerClockUptimeRaw'],
    ['CLOCK_MONOTONIC_RAW', MONOTONIC, 'kIOTimerClockMonotonicRaw'],
    ['0', 'mach_absolute_time()', 'kIOTimerClockMachAbsoluteTime'],
  ])('%s with %s becomes %s', (clock, deadline, right) => {
    expectFix(arm(clock, deadline), [
      `-    ret = ivars->timer->WakeAtTime(${clock}, ${deadline}, 0);`,
      `+    ret = ivars->timer->WakeAtTime(${right}, ${deadline}, 0);`,
    ]);
  });

  it.each([
    [
      'a number is added to ticks',
      'DK22',
      arm('kIOTimerClockMachAbsoluteTime', 'mach_absolute_time() + kPeriod'),
    ],
    [
      'the leeway is a bare number',
      'DK22',
      arm('kIOTimerClockMachAbsoluteTime', UPTIME, '5000000'),
    ],
    ['nobody knows where the deadline is from', 'DK23', arm('CLOCK_UPTIME_RAW', 'Soon()')],
    [
      'both clocks are in the deadline',
      'DK23',
      arm('CLOCK_UPTIME_RAW', `${UPTIME} + ${MONOTONIC}`),
    ],
  ])('is left alone where %s', (_, rule, files) => {
    expectNone(rule, files);
  });

  /** Armed in Start and again in each tick, always with these arguments. */
  const rearming = (clock: string, source: string, inTick: string) => {
    const { [CPP]: text = '', ...files } = lampDriver();
    const [start = '', tick = ''] = text.split('void LampDriver::Blink_Impl');
    const armed = (part: string, args: string) =>
      part
        .replaceAll('CLOCK_UPTIME_RAW', source)
        .replace('kIOTimerClockUptimeRaw, ivars->deadline, 0', args);
    const edited = [armed(start, `${clock}, ivars->deadline, 0`), armed(tick, inTick)];
    expect(edited[0]).not.toBe(start);
    return { ...files, [CPP]: edited.join('void LampDriver::Blink_Impl') };
  };

  it.each([
    ['kIOTimerClockUptimeRaw', 'CLOCK_MONOTONIC_RAW', 'kIOTimerClockMonotonicRaw'],
    ['CLOCK_UPTIME_RAW', 'CLOCK_UPTIME_RAW', 'kIOTimerClockUptimeRaw'],
    ['CLOCK_MONOTONIC_RAW', 'CLOCK_MONOTONIC_RAW', 'kIOTimerClockMonotonicRaw'],
  ])('%s with %s becomes %s in Start and in the tick', (clock, source, right) => {
    const files = rearming(clock, source, `${clock}, ivars->deadline, 0`);
    const line = (of: string) => `ivars->timer->WakeAtTime(${of}, ivars->deadline, 0);`;
    expectFix(files, [
      `-    ret = ${line(clock)}`,
      `-    (void)${line(clock)}`,
      `+    ret = ${line(right)}`,
      `+    (void)${line(right)}`,
    ]);
  });

  it('is left alone in Start where it cannot be put right in the tick', () => {
    const clock = 'kIOTimerClockUptimeRaw';
    expectNone('DK22', rearming(clock, 'CLOCK_MONOTONIC_RAW', `(${clock}), ivars->deadline, 0`));
    expectNone(
      'DK23',
      rearming('CLOCK_UPTIME_RAW', 'CLOCK_UPTIME_RAW', 'CLOCK_UPTIME_RAW, Next(), 0'),
    );
  });

  it('is put right in Start where the tick is on the right clock', () => {
    const right = 'kIOTimerClockMonotonicRaw';
    const inTick = `${right}, ivars->deadline, 0`;
    const plan = tryFixes(rearming('kIOTimerClockUptimeRaw', 'CLOCK_MONOTONIC_RAW', inTick));
    expect(plan.findings).toEqual([]);
    expect(plan.proposals.map((it) => it.fix.edits.length)).toEqual([1]);
  });

  it('is left alone where the constant has a name of its own', () => {
    const files = lampDriver({
      before: 'static constexpr uint64_t kClock = kIOTimerClockMachAbsoluteTime;',
      tick: LAST_TICK,
      arm: `    ret = ivars->timer->WakeAtTime(kClock, ${UPTIME}, 0);`,
    });
    expectNone('DK22', files);
  });
});

describe('DK31, an action without room', () => {
  const tick = (read: string) =>
    lampDriver({
      tick: `void LampDriver::Blink_Impl(OSAction *action, uint64_t time)\n{\n    ${read}\n}`,
    });
  const FIX = (type: string) => [
    '-    ret = CreateActionBlink(0, &action);',
    `+    ret = CreateActionBlink(sizeof(${type}), &action);`,
  ];

  it.each([
    ['uint32_t', 'auto *count = (uint32_t *)action->GetReference();\n    *count += 1;'],
    ['uint64_t', '*(uint64_t *)action->GetReference() += 1;'],
  ])('gets room for one %s', (type, read) => {
    expectFix(tick(read), FIX(type));
  });

  it.each([
    [
      'an array is kept in it',
      'auto *count = (uint32_t *)action->GetReference();\n    count[1] = 1;',
    ],
    [
      'its type is not known everywhere',
      'auto *lamp = (Lamp *)action->GetReference();\n    *lamp = {};',
    ],
    [
      'two types are read',
      '*(uint64_t *)action->GetReference() += 1;\n    *(uint32_t *)action->GetReference() += 1;',
    ],
    ['it goes elsewhere', 'Keep((uint32_t *)action->GetReference());'],
  ])('is left alone where %s', (_, read) => {
    expectNone('DK31', tick(read));
  });
});

describe('DK33, free() without a test', () => {
  const free = (body: string) =>
    `void LampDriver::free()\n{\n${body}\n    IOSafeDeleteNULL(ivars, LampDriver_IVars, 1);\n    super::free();\n}`;
  const RELEASES =
    '    OSSafeReleaseNULL(ivars->timer);\n    // then its queue\n    OSSafeReleaseNULL(ivars->queue);';

  it('gets a test around what uses the ivars', () => {
    const files = lampDriver({ free: free(RELEASES) });
    const plan = tryFixes(files);
    expect(plan.findings).toEqual([]);
    expect(plan.sources.find((it) => it.path.endsWith('.cpp'))?.text).toBe(
      lampDriver({
        free: free(`    if (ivars) {\n${RELEASES.replace(/^/gm, '    ')}\n    }`),
      })['LampDriver.cpp'],
    );
  });

  it('gets it in the style of the file', () => {
    const allman = (text: string) =>
      text
        .replace(/^( *)(.*\)) \{$/gm, '$1$2\n$1{')
        .replace(/^( {4})+/gm, (it) => '\t'.repeat(it.length / 4));
    const files = lampDriver({ free: free(RELEASES) });
    const cpp = files['LampDriver.cpp'] ?? '';
    const plan = tryFixes({ ...files, 'LampDriver.cpp': allman(cpp) });
    const text = plan.sources.find((it) => it.path.endsWith('.cpp'))?.text;
    expect(text).toContain(
      '\tif (ivars)\n\t{\n\t\tOSSafeReleaseNULL(ivars->timer);\n\t\t// then its queue\n\t\tOSSafeReleaseNULL(ivars->queue);\n\t}\n',
    );
  });

  it.each([
    ['something else stands in between', RELEASES.replace('// then', 'Log("gone");\n    //')],
    ['a local is declared there', `    auto *timer = ivars->timer;\n${RELEASES}`],
    [
      'a line is of the preprocessor',
      RELEASES.replace('    // then', '#if 1\n    // then').concat('\n#endif'),
    ],
    ['it leaves from there', `${RELEASES}\n    if (ivars->stopping) {\n        return;\n    }`],
  ])('is left alone where %s', (_, body) => {
    const files = lampDriver({ free: free(body) });
    expect(changedLines(files, tryFixes(files))).toEqual([]);
  });
});

describe('DK46, false from Start', () => {
  const start = (written: string) => START.replace('        goto fail;', `        ${written}`);

  it.each(['return false;', 'return (false);'])('becomes an error code: %s', (written) => {
    const fixed = written.replace('false', 'kIOReturnError');
    expectFix(lampDriver({ start: start(written) }), [`-        ${written}`, `+        ${fixed}`]);
  });

  it('is left alone where the failure undoes nothing', () => {
    const files = lampDriver({
      start: START.replace(
        '        goto fail;\n    }\n    return',
        '        return false;\n    }\n    return',
      ),
    });
    const plan = tryFixes(files);
    expect(plan.refuted.map((it) => it.fix.rule)).toEqual(['DK46']);
    expect(changedLines(files, plan)).toEqual([]);
  });
});

describe('DK47, super Stop without SUPERDISPATCH', () => {
  it.each(['super::Stop(provider)', 'IOService::Stop(provider)', 'super::Stop( provider )'])(
    'is dispatched: %s',
    (written) => {
      for (const cast of ['(void)', '']) {
        const stop = `kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        ${cast}${written};
    });
    return kIOReturnSuccess;
}`;
        const right = written.replace(/^.*::/, '').replace('provider', 'provider, SUPERDISPATCH');
        expectFix(lampDriver({ stop }), [
          `-        ${cast}${written};`,
          `+        ${cast}${right};`,
        ]);
      }
    },
  );
});
