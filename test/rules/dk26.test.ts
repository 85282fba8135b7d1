import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';

const POWER = `
kern_return_t IMPL(Mill, SetPowerState)
{
    ivars->work->DispatchSync(^{ ivars->grinding = false; });
    return SetPowerState(powerFlags, SUPERDISPATCH);
}`;

interface Parts {
  /** What the timer is created on. */
  readonly on?: string;
  readonly power?: string;
  readonly behind?: string;
}

/** What DK26 finds in a handler with this body. */
async function found(body: string, parts: Parts = {}) {
  const code = `
struct Mill_IVars
{
    IODispatchQueue *work;
    IODispatchQueue *home;
    OSSharedPtr<IOTimerDispatchSource> wheel;
    bool grinding;
};
kern_return_t IMPL(Mill, Start)
{
    kern_return_t e = Start(provider, SUPERDISPATCH);
    if (e == 0) e = CopyDispatchQueue("Default", &ivars->home);
    if (e == 0) e = IODispatchQueue::Create("work", 0, 0, &ivars->work);
    IOTimerDispatchSource *wheel = nullptr;
    if (e == 0) e = IOTimerDispatchSource::Create(${parts.on ?? 'ivars->work'}, &wheel);
    ivars->wheel = OSSharedPtr(wheel, OSNoRetain);
    OSAction *turn = nullptr;
    if (e == 0) e = CreateActionTurn(0, &turn);
    if (e == 0) e = ivars->wheel->SetHandler(turn);
    OSSafeReleaseNULL(turn);
    return e;
}
void IMPL(Mill, Turn)
{
${body}
}
${parts.power ?? POWER}
${parts.behind ?? ''}
`;
  const declaration = `class Mill : public IOService
{
public:
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t SetPowerState(uint32_t powerFlags) override;
    virtual void Turn(OSAction *a, uint64_t t) TYPE(IOTimerDispatchSource::TimerOccurred);
    void Grind() LOCALONLY;
};
`;
  const findings = await findingsIn({ 'Mill.iig': declaration, 'Mill.cpp': code });
  const lines = code.split('\n');
  return findings
    .filter((it) => it.rule === 'DK26')
    .map((it) => `${it.severity}: ${lines[it.line - 1]?.trim()}`);
}

const WAIT = 'ivars->home->DispatchSync(^{ ivars->grinding = true; });';

describe('DK26', () => {
  it('finds a handler that waits for Default, in a helper', async () => {
    const behind = `void Mill::Grind()\n{\n    ${WAIT}\n}`;
    expect(await found('    Grind();', { behind })).toEqual([`error: ${WAIT}`]);
  });

  it('finds one that waits in a block on its own queue', async () => {
    const late = `ivars->work->DispatchAsync(^{\n        ${WAIT}\n    });`;
    expect(await found(`    ${late}`)).toEqual([`error: ${WAIT}`]);
  });

  it('warns where nothing on Default waits for the handler', async () => {
    expect(await found(`    ${WAIT}`, { power: '' })).toEqual([`warning: ${WAIT}`]);
  });

  it.each([
    ['DispatchAsync', WAIT.replace('Sync', 'Async'), {}],
    ['its own queue', WAIT.replace('home', 'work'), {}],
    ['a timer on Default', WAIT, { on: 'ivars->home' }],
    ['a queue that we do not know', WAIT, { on: 'QueueOf(provider)' }],
    [
      'a block that leaves the queue first',
      `ivars->home->DispatchAsync(^{ ${WAIT.replace('home', 'work')} });`,
      {},
    ],
  ])('accepts %s', async (_, body, parts: Parts) => {
    expect(await found(`    ${body}`, parts)).toEqual([]);
  });
});
