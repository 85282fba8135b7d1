import { describe, expect, it } from 'vitest';
import { lampDriver } from '../../core/rules/example-driver.ts';
import { brief, findingsIn } from '../support/check.ts';

/** A driver that may leave its tests and its flag to code that is not among the sources. */
function driver(
  parts: {
    readonly begin?: string;
    readonly test?: string;
    readonly onStart?: string;
    readonly before?: string;
    readonly behind?: string;
  } = {},
) {
  const {
    begin = '    if (ivars->stopping) return kIOReturnSuccess;\n    ivars->stopping = true;',
    test = '    if (ivars->stopping) return;',
  } = parts;
  return lampDriver({
    ivars: `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    IOPCIDevice *device;
    Keeper *keeper;
    uint64_t deadline;
    bool stopping;
    bool enabled;`,
    declarations: `\
    void MarkStopping() LOCALONLY;
    bool BeginStop() LOCALONLY;
    bool IsStopping() LOCALONLY;
    void Enable() LOCALONLY;`,
    onStart: `    ivars->device = OSDynamicCast(IOPCIDevice, provider);\n${parts.onStart ?? ''}`,
    ...(parts.before === undefined ? {} : { before: parts.before }),
    ...(parts.behind === undefined ? {} : { behind: parts.behind }),
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
${begin}
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`,
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
${test}
    if (ivars->device) {
        ivars->device->MemoryWrite32(0, 0x10, 1);
    }
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`,
  });
}

const allFound = async (files: Readonly<Record<string, string>>) =>
  brief(await findingsIn(files)).map((it) => it.replace(/^\S+ /, ''));

const TESTED = '    if (ivars->stopping) return kIOReturnSuccess;\n';

describe('code out of sight', () => {
  it.each([
    ['RETURN_IF(ivars->stopping);'],
    ['RETURN_IF_STOPPING();'],
    ['RETURN_IF_STOPPING;'],
    ['guard_not_stopping();'],
    ['ReturnIfStopping();'],
    ['if (IS_STOPPING) return;'],
    ['if (IS_STOPPING()) return;'],
    ['if (util::IsStopping(ivars)) return;'],
    ['if (IsStopping()) return;'],
  ])('may test the flag for the handler: %s', async (test) => {
    expect(await allFound(driver({ test: `    ${test}` }))).toEqual([]);
  });

  it.each([
    ['MarkStopping(ivars);'],
    ['MarkStopping(this);'],
    ['MarkStopping(*ivars);'],
    ['MarkStopping(&ivars->stopping);'],
    ['MarkStopping(ivars->stopping);'],
    ['auto &iv = *ivars; MarkStopping(iv);'],
    ['util::MarkStopping(ivars);'],
    ['ivars->keeper->Mark(ivars);'],
    ['MarkStopping();'],
    ['this->MarkStopping();'],
    ['MARK_STOPPING();'],
    ['MARK_STOPPING;'],
  ])('may set the flag for Stop: %s', async (set) => {
    expect(await allFound(driver({ begin: `${TESTED}    ${set}` }))).toEqual([]);
  });

  it.each([
    ['GUARD_STOP(ivars, kIOReturnSuccess);'],
    ['if (!UtilBeginStop(ivars)) return kIOReturnSuccess;'],
    ['if (!UtilBeginStop(&ivars->stopping)) return kIOReturnSuccess;'],
    ['if (!UtilBeginStop(ivars->stopping)) return kIOReturnSuccess;'],
    ['if (!BeginStop()) return kIOReturnSuccess;'],
    ['bool &flag(ivars->stopping); if (flag) return kIOReturnSuccess; flag = true;'],
  ])('may test and set it: %s', async (begin) => {
    const found = await allFound(driver({ begin: `    ${begin}` }));
    expect(found.filter((it) => it !== 'parse warning')).toEqual([]);
  });

  it('may set a member while the driver runs that nobody else sets', async () => {
    const begin = `\
    if (ivars->stopping) return kIOReturnSuccess;
    ivars->stopping = true;
    if (!ivars->enabled) return Stop(provider, SUPERDISPATCH);`;
    const enable = (call: string) => `void LampDriver::Enable()\n{\n    ${call}\n}`;
    expect(await allFound(driver({ begin, behind: enable('Switch(ivars);') }))).toEqual([]);
    expect(await allFound(driver({ begin, behind: enable('SWITCH_ON();') }))).toEqual([]);
    expect(await allFound(driver({ begin, behind: enable('Switch(ivars->enabled);') }))).toEqual(
      [],
    );
    expect(await allFound(driver({ begin, behind: enable('Switch();') }))).toEqual(['DK06 error']);
  });

  it('may be a long function that is not followed', async () => {
    const before = `\
struct LampDriver_IVars;
static void Mark(LampDriver_IVars *iv)
{
    int sum = 0;
${'    sum += 1;\n'.repeat(40)}    iv->stopping = sum > 0;
}`;
    expect(await allFound(driver({ before, begin: `${TESTED}    Mark(ivars);` }))).toEqual([]);
  });

  it('may set up the driver', async () => {
    const onStart = `\
    CHECK_CONFIG(ivars);
    if (!Configure(ivars)) {
        ret = kIOReturnError;
        goto fail;
    }`;
    expect(await allFound(driver({ onStart }))).toEqual([]);
  });

  it.each([
    ['logs', 'IOLog("%p", this); os_log(OS_LOG_DEFAULT, "%p", ivars); Log("stop", this);'],
    ['traces', 'TRACE_ENTER(this);'],
    ['is DriverKit', 'SetName("lamp"); AdjustBusy(1); ivars->device->Close(this, 0);'],
    ['gets values alone', 'ivars->device->MemoryWrite64(0, 0, ivars->deadline); Pause(5);'],
  ])('is not what %s', async (_what, call) => {
    const found = await allFound(driver({ begin: `${TESTED}    ${call}` }));
    expect(found).toEqual(['DK07 warning', 'DK19 error']);
  });

  it('does not excuse a handler that tests nothing', async () => {
    expect(await allFound(driver({ test: '    Count(ivars);' }))).toEqual(['DK19 error']);
  });

  it('does not excuse a Start that fails without super Stop', async () => {
    const onStart = `\
    CHECK_CONFIG(ivars->queue);
    if (!Configure(ivars)) {
        return kIOReturnError;
    }`;
    expect(await allFound(driver({ onStart }))).toEqual(['DK34 error']);
  });
});

describe('a macro in sight', () => {
  it('may have an empty argument', async () => {
    const before = '#define RETURN_IF(test, value) if (test) return value';
    const found = await allFound(driver({ before, test: '    RETURN_IF(ivars->stopping, );' }));
    expect(found).toEqual(['parse warning']);
  });
});
