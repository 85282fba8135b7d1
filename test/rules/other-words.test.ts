import { describe, expect, it } from 'vitest';
import { lampDriver, type Parts } from '../../core/rules/example-driver.ts';
import { brief, findingsIn } from '../support/check.ts';

const CANCEL = `\
    (void)ivars->timer->Cancel(^{
        OSSafeReleaseNULL(ivars->timer);
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`;

/** A driver whose handler drives a device, and whose Stop begins in some way. */
function driver(begin: string, parts: Parts & { readonly flag?: string } = {}) {
  const { flag = 'ivars->stopping', ...rest } = parts;
  return lampDriver({
    ivars: `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    IOPCIDevice *device;
    uint64_t deadline;
    bool stopping;
    Flags flags;`,
    before: 'struct Flags { bool stopping; bool asleep; };',
    onStart: '    ivars->device = OSDynamicCast(IOPCIDevice, provider);',
    stop: `kern_return_t LampDriver::Stop_Impl(IOService *provider)\n{\n${begin}\n${CANCEL}`,
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (${flag} || !ivars->device) {
        return;
    }
    ivars->device->MemoryWrite32(0, 0x10, 1);
}`,
    ...rest,
  });
}

const allFound = async (files: Readonly<Record<string, string>>) =>
  brief(await findingsIn(files)).map((it) => it.replace(/^\S+ /, ''));

const guard = (flag: string) =>
  `    if (${flag}) {\n        return kIOReturnSuccess;\n    }\n    ${flag} = true;`;

describe('a Stop that is guarded', () => {
  it.each([
    ['std::exchange', '    if (std::exchange(ivars->stopping, true)) return kIOReturnSuccess;'],
    ['exchange', '    if (exchange<bool>(ivars->stopping, true)) return kIOReturnSuccess;'],
    [
      'std::swap',
      '    bool was = true;\n    std::swap(was, ivars->stopping);\n    if (was) return kIOReturnSuccess;',
    ],
    ['a reference to the ivars', `    auto &iv = *ivars;\n${guard('iv.stopping')}`],
    ['a reference in braces', `    LampDriver_IVars &iv{*ivars};\n${guard('iv.stopping')}`],
    ['a reference to the flag', `    bool &flag = ivars->stopping;\n${guard('flag')}`],
    [
      'a reference to a reference',
      `    auto &iv = *ivars;\n    auto &&flag = iv.stopping;\n${guard('flag')}`,
    ],
    ['the object itself', guard('(*ivars).stopping')],
    ['a pointer to it', `    auto *iv = &*ivars;\n${guard('iv->stopping')}`],
    [
      'a pointer to a reference',
      `    auto &iv = *ivars;\n    auto *at = &iv;\n${guard('at->stopping')}`,
    ],
    ['a function', '    if (!Begin(*ivars)) return kIOReturnSuccess;'],
  ])('by %s is guarded', async (_what, begin) => {
    const before = `\
struct Flags { bool stopping; bool asleep; };
struct LampDriver_IVars;
static bool Begin(LampDriver_IVars &iv)
{
    if (iv.stopping) {
        return false;
    }
    iv.stopping = true;
    return true;
}`;
    expect(await allFound(driver(begin, { before }))).toEqual([]);
  });

  it('by a structured binding is guarded', async () => {
    const begin = `    auto &[stopping, asleep] = ivars->flags;\n${guard('stopping')}`;
    expect(await allFound(driver(begin, { flag: 'ivars->flags.stopping' }))).toEqual([]);
  });

  it.each([
    ['exchanges the wrong value', '    if (std::exchange(ivars->stopping, false)) return 0;'],
    ['writes a copy', `    bool flag = ivars->stopping;\n${guard('flag')}`],
    [
      'swaps two locals',
      '    bool a = true;\n    bool b = ivars->stopping;\n    std::swap(a, b);\n    if (a) return 0;',
    ],
  ])('is not where it %s', async (_what, begin) => {
    expect(await allFound(driver(begin))).toEqual(['DK07 warning', 'DK19 error']);
  });

  it('is not where it writes a copy of the ivars', async () => {
    expect(await allFound(driver(`    auto iv = *ivars;\n${guard('iv.stopping')}`))).toEqual([
      'DK19 error',
    ]);
  });
});

describe('a member that goes elsewhere', () => {
  const stop = `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    auto timer = std::exchange(ivars->timer, nullptr);
    if (!timer) {
        return kIOReturnSuccess;
    }
    (void)timer->Cancel(^{
        timer->release();
        (void)Stop(provider, SUPERDISPATCH);
    });
    return kIOReturnSuccess;
}`;

  it('is gone for the handler and for a second Stop', async () => {
    expect(await allFound(driver('', { stop, flag: '!ivars->timer' }))).toEqual([]);
  });

  it('is written by what other methods exchange, or bind to a reference', async () => {
    const begin = `${guard('ivars->stopping')}
    if (!ivars->flags.asleep) {
        return Stop(provider, SUPERDISPATCH);
    }`;
    const member = begin.replace('ivars->flags.asleep', 'ivars->asleep');
    const files = (set: string) =>
      driver(member, {
        ivars: `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    IOPCIDevice *device;
    uint64_t deadline;
    bool stopping;
    bool asleep;`,
        declarations: '    void Doze() LOCALONLY;',
        behind: `void LampDriver::Doze()\n{\n    ${set}\n}`,
      });
    expect(await allFound(files('(void)std::exchange(ivars->asleep, true);'))).toEqual([]);
    expect(await allFound(files('auto &flag = ivars->asleep; flag = true;'))).toEqual([]);
    expect(await allFound(files('const auto &flag = ivars->asleep; (void)flag;'))).toEqual([
      'DK06 error',
    ]);
  });
});
