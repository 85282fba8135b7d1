import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/check.ts';

/** What DK44 finds where Stop has these statements; `queue` is a queue. */
async function found(body: string) {
  const code = `
struct Kiln_IVars { Slots slots; };
struct Slots { int free; };
kern_return_t Kiln::Stop_Impl(IOService *provider)
{
    int bricks = 3;
    IODispatchQueue *queue = nullptr;
    (void)IODispatchQueue::Create("kiln", 0, 0, &queue);
${body}
    return Stop(provider, SUPERDISPATCH);
}
`;
  const declaration =
    'class Kiln : public IOService\n{\npublic:\n    virtual kern_return_t Stop(IOService *provider) override;\n};\n';
  const findings = await findingsIn({ 'Kiln.iig': declaration, 'Kiln.cpp': code });
  const lines = code.split('\n');
  return findings
    .filter((it) => it.rule === 'DK44')
    .map((it) => `${it.severity}: ${lines[it.line - 1]?.trim()}`);
}

describe('DK44', () => {
  it.each([
    'queue->DispatchAsync([&] { Fire(bricks); });',
    'queue->DispatchAsync([=, &bricks]() { Fire(bricks); });',
    'queue->Cancel([&] { Fire(provider); });',
    'int *some = &bricks; queue->DispatchAsync(^{ Fire(*some); });',
    'const int &some = bricks; queue->DispatchAsync(^{ Fire(some); });',
    'auto fire = [&] { Fire(bricks); }; queue->DispatchAsync(^{ fire(); });',
    'std::function<void()> fire{[&bricks] { Fire(bricks); }}; queue->DispatchAsync(^{ fire(); });',
    '__block auto fire = [&] { Stop(provider, SUPERDISPATCH); }; queue->Cancel(^{ fire(); });',
    'auto one = [&] { Fire(bricks); }; auto two = [=] { one(); }; queue->DispatchAsync(^{ two(); });',
    'auto fire = [&] { Fire(bricks); }; void (^later)(void) = ^{ fire(); }; queue->Cancel(later);',
    'queue->DispatchAsync(^{ int few = 1; queue->DispatchAsync([&few] { Fire(few); }); });',
  ])('finds %s', async (line) => {
    expect(await found(`    ${line}`)).toEqual([`error: ${line}`]);
  });

  it.each([
    'queue->DispatchAsync(^{ Fire(bricks); Fire(provider); });',
    'queue->DispatchAsync([=] { Fire(bricks); });',
    'queue->DispatchAsync([&, bricks] { Fire(bricks); });',
    'queue->DispatchAsync([&] { ivars->slots.free = 1; this->Stop(nullptr); });',
    'queue->DispatchAsync([&] { int bricks = 1; Fire(bricks); });',
    'queue->DispatchSync([&] { Fire(bricks); });',
    'auto fire = [&] { Fire(bricks); }; queue->DispatchSync(^{ fire(); });',
    'auto fire = [=] { Fire(bricks); }; queue->DispatchAsync(^{ fire(); });',
    'auto fire = [&] { ivars->slots.free = 1; }; queue->DispatchAsync(^{ fire(); });',
    'auto fire = [&](int bricks) { Fire(bricks); }; queue->DispatchAsync(^{ fire(1); });',
    'auto count = [&] { return bricks; }(); queue->DispatchAsync(^{ Fire(count); });',
    'queue->DispatchAsync(^{ auto fire = [&] { Fire(bricks); }; fire(); });',
    'static int kept = 1; queue->DispatchAsync([&] { Fire(kept); });',
    '__block int kept = 1; queue->DispatchAsync(^{ kept++; });',
    'auto &slots = ivars->slots; queue->DispatchAsync(^{ slots.free = 1; });',
    'auto *slots = &ivars->slots; queue->DispatchAsync(^{ slots->free = 1; });',
    'auto sum = [&](int n) { return n + bricks; }; int all = sum(1); queue->DispatchAsync(^{ Fire(all); });',
  ])('accepts %s', async (line) => {
    expect(await found(`    ${line}`)).toEqual([]);
  });
});
