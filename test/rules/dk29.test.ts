import { describe, expect, it } from 'vitest';
import { brief, findingsIn } from '../support/check.ts';

const TYPE = 'TYPE(IOTimerDispatchSource::TimerOccurred)';

/** A class with some lines in its declaration, and some code. */
function fan(declarations: string, code: string) {
  return {
    'Fan.iig': `#include <DriverKit/IOService.iig>\nclass Fan : public IOService\n{\npublic:\n${declarations}\n};\n`,
    'Fan.cpp': code,
  };
}

async function found(declarations: string, code = '') {
  return brief(await findingsIn(fan(declarations, code)));
}

describe('DK29', () => {
  it('finds a handler that is not virtual, on the first line of its declaration', async () => {
    expect(await found(`void Spin(OSAction * a,\n  uint64_t t)\n  ${TYPE};`)).toEqual([
      'Fan.iig:5 DK29 error',
    ]);
  });

  it.each([
    '(OSAction *a)',
    '(uint64_t t, OSAction *a)',
    '(OSAction a, uint64_t t)',
    '(OSAction *a, uint32_t t)',
    '(OSAction *a, uint64_t *t)',
    '(OSObject *a, uint64_t t)',
    '(OSAction *a, uint64_t t, void *more)',
    '()',
  ])('finds the parameters %s', async (params) => {
    expect(await found(`virtual void Spin${params} ${TYPE};`)).toEqual(['Fan.iig:5 DK29 error']);
  });

  it('finds an implementation under the name of the method', async () => {
    const code = '\nauto Fan::Spin(OSAction *a, uint64_t t) -> void\n{\n}\n';
    expect(await found(`virtual void Spin(OSAction *a, uint64_t t) ${TYPE};`, code)).toEqual([
      'Fan.cpp:2 DK29 error',
    ]);
  });

  it.each([
    'void IMPL(Fan, Spin) { (void)time; }',
    'void Fan::Spin_Impl(Fan_Spin_Args) { (void)time; }',
    'auto Fan::Spin_Impl(OSAction *, std::uint64_t) -> void { }',
    '',
  ])('accepts %s', async (code) => {
    const declaration = `virtual void\nSpin(OSAction * action, const uint64_t time) TYPE( IOTimerDispatchSource :: TimerOccurred );`;
    expect(await found(declaration, code)).toEqual([]);
  });

  it('accepts parameters without names, and types that we do not know', async () => {
    expect(await found(`virtual void Spin(OSAction *, unsigned long long) ${TYPE};`)).toEqual([]);
  });

  it('says nothing of handlers of something else', async () => {
    const other =
      'virtual void Came(OSAction *a, uint32_t n) TYPE(IOUSBHostPipe::CompleteAsyncIO);\nvoid Helper(int n) LOCALONLY;';
    expect(await found(other, 'void Fan::Came(OSAction *a, uint32_t n) { }')).toEqual([]);
  });
});
