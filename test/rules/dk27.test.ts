import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';

interface Parts {
  readonly on?: string;
  readonly handler?: string;
}

const TAKES = 'IOLockLock(ivars->guard);\n    IOLockUnlock(ivars->guard);';

/** What DK27 finds in a SetPowerState with this body; it runs on Default. */
async function found(body: string, parts: Parts = {}) {
  const code = `
struct Mill_IVars
{
    IODispatchQueue *work;
    IODispatchQueue *home;
    IOTimerDispatchSource *wheel;
    IOLock *guard;
    IOLock *other;
};
kern_return_t IMPL(Mill, Start)
{
    kern_return_t e = Start(provider, SUPERDISPATCH);
    if (e == 0) e = CopyDispatchQueue("Default", &ivars->home);
    if (e == 0) e = IODispatchQueue::Create("work", 0, 0, &ivars->work);
    if (e == 0) e = IOTimerDispatchSource::Create(${parts.on ?? 'ivars->work'}, &ivars->wheel);
    OSAction *turn = nullptr;
    if (e == 0) e = CreateActionTurn(0, &turn);
    if (e == 0) e = ivars->wheel->SetHandler(turn);
    OSSafeReleaseNULL(turn);
    return e;
}
void IMPL(Mill, Turn)
{
    ${parts.handler ?? TAKES}
}
kern_return_t IMPL(Mill, SetPowerState)
{
${body}
    return SetPowerState(powerFlags, SUPERDISPATCH);
}
`;
  const declaration = `class Mill : public IOService
{
public:
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t SetPowerState(uint32_t powerFlags) override;
    virtual void Turn(OSAction *a, uint64_t t) TYPE(IOTimerDispatchSource::TimerOccurred);
};
`;
  const findings = await findingsIn({ 'Mill.iig': declaration, 'Mill.cpp': code });
  const lines = code.split('\n');
  return findings
    .filter((it) => it.rule === 'DK27')
    .map((it) => `${it.severity}: ${lines[it.line - 1]?.trim()}`);
}

const ARM = 'ivars->wheel->WakeAtTime(kIOTimerClockUptimeRaw, 5, 0);';
const held = (call: string) =>
  `    IOLockLock(ivars->guard);\n    ${call}\n    IOLockUnlock(ivars->guard);`;

describe('DK27', () => {
  it('finds WakeAtTime with a lock that the handler takes', async () => {
    expect(await found(held(ARM))).toEqual([`error: ${ARM}`]);
  });

  it('finds DispatchSync with one of two locks that the handler takes', async () => {
    const call = 'ivars->work->DispatchSync(^{ });';
    const body = `    IOLockLock(ivars->other);\n${held(call)}\n    IOLockUnlock(ivars->other);`;
    expect(await found(body)).toEqual([`error: ${call}`]);
  });

  it('warns where nobody is seen to take the lock', async () => {
    expect(await found(held(ARM), { handler: '' })).toEqual([`warning: ${ARM}`]);
  });

  it.each([
    [
      'a lock that was given back',
      `    IOLockLock(ivars->guard);\n    IOLockUnlock(ivars->guard);\n    ${ARM}`,
      {},
    ],
    ['a timer on the same queue', held(ARM), { on: 'ivars->home' }],
    ['a queue that we do not know', held(ARM), { on: 'QueueOf(provider)' }],
    ['a block that only goes there', held(`ivars->work->DispatchAsync(^{ ${ARM} });`), {}],
    ['the queue of the timer', `    ivars->work->DispatchSync(^{\n${held(ARM)}\n    });`, {}],
  ])('accepts %s', async (_, body, parts: Parts) => {
    expect(await found(body, parts)).toEqual([]);
  });
});
