import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';

/** What DK43 finds where a handler does this. */
async function found(work: string, where: 'Toll' | 'Ring' = 'Toll') {
  const code = `
void Bell::Toll_Impl(OSAction *action, uint64_t time)
{
    ${where === 'Toll' ? work : ''}
}
kern_return_t IMPL(Bell, Ring)
{
    ${where === 'Ring' ? work : ''}
    return 0;
}
void Bell::Swing()
{
    pthread_create(&ivars->ringer, nullptr, Entry, this);
}
static void dispatch_queue_up(int n) { (void)n; }
`;
  const declaration = `class Bell : public IOService
{
public:
    virtual kern_return_t Start(IOService *provider) override;
    virtual kern_return_t Ring();
    void Swing() LOCALONLY;
    virtual void Toll(OSAction *action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred);
};
`;
  const findings = await findingsIn({ 'Bell.iig': declaration, 'Bell.cpp': code });
  const lines = code.split('\n');
  return findings
    .filter((it) => it.rule === 'DK43')
    .map((it) => `${it.severity}: ${lines[it.line - 1]?.trim()}`);
}

describe('DK43', () => {
  it.each([
    'dispatch_after(5, q, ^{ });',
    'std::thread(Work).detach();',
    'dispatch_semaphore_wait(s, 5);',
    'if (time > 3) { auto f = std::async(Work); }',
  ])('finds %s', async (work) => {
    expect(await found(work)).toEqual([`warning: ${work}`]);
  });

  it('finds what a helper does', async () => {
    expect(await found('Swing();')).toEqual([
      'warning: pthread_create(&ivars->ringer, nullptr, Entry, this);',
    ]);
  });

  it('leaves other methods, and functions of our own, alone', async () => {
    expect(await found('dispatch_async(q, ^{ });', 'Ring')).toEqual([]);
    expect(await found('dispatch_queue_up(5); pthread_self(); dispatch(5);')).toEqual([]);
  });
});
