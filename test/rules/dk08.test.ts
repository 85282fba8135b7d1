import { describe, expect, it } from 'vitest';
import { brief, findingsIn } from '../support/check.ts';
import { pump } from '../support/pump.ts';
import { expectedHere, foundBy } from '../support/rule-findings.ts';

const found = (files: Record<string, string>) => foundBy('DK08', files);
const expected = (files: Record<string, string>) => expectedHere(files, 'DK08 error');

/** Tests of whether the last of several has come, as C11, the builtins, C++ and libkern spell it. */
const LAST = {
  '--ivars->left == 0': 'uint32_t',
  '!__atomic_sub_fetch(&ivars->left, 1, __ATOMIC_ACQ_REL)': 'uint32_t',
  '__atomic_add_fetch(&ivars->left, -1, __ATOMIC_ACQ_REL) == 0': 'int',
  '__atomic_fetch_sub(&ivars->left, 1, __ATOMIC_ACQ_REL) == 1': 'uint32_t',
  '__c11_atomic_fetch_sub(&ivars->left, 1, __ATOMIC_ACQ_REL) == 1': '_Atomic(uint32_t)',
  'atomic_fetch_sub_explicit(&ivars->left, 1, memory_order_acq_rel) == 1': '_Atomic uint32_t',
  'ivars->left.fetch_sub(1, std::memory_order_acq_rel) == 1': 'std::atomic<uint32_t>',
  'std::atomic_fetch_sub_explicit(&ivars->left, 1u, std::memory_order_acq_rel) == 1':
    'std::atomic_uint',
  '__sync_sub_and_fetch(&ivars->left, 1) == 0': 'uint32_t',
  'OSDecrementAtomic((volatile SInt32 *)&ivars->left) == 1': 'SInt32',
  'OSDecrementAtomic64(&ivars->left) == 1': 'SInt64',
  'OSAddAtomic(-1, &ivars->left) == 1': 'SInt32',
};

/** A Stop that cancels two things and counts down from a number. */
const counted = (test: string, type: string, from: number) =>
  pump({
    members: `    ${type} left;`,
    stop: `kern_return_t IMPL(PumpService, Stop) {
    if (mHalting) return 0;
    mHalting = true;
    ivars->left = ${from};
    mStrokes->Cancel(^{ if (${test}) { Stop(provider, SUPERDISPATCH); } });
    mOwn->Cancel(^{ if (${test}) { Stop(provider, SUPERDISPATCH); } });
    return 0;
}`,
  });

const SHUT = '    void shut(IOService *from) LOCALONLY;';

describe('DK08', () => {
  it('is silent on the driver that these tests are made from', async () => {
    expect(brief(await findingsIn(pump()))).toEqual([]);
  });

  it.each([
    '(OSDispatchMethod)&super::_Dispatch',
    '((OSDispatchMethod) & super :: _Dispatch)',
    'reinterpret_cast<OSDispatchMethod>(&super::_Dispatch)',
    '(OSDispatchMethod)&IOService::_Dispatch',
    'TO_SUPER',
  ])('takes %s for SUPERDISPATCH', async (last) => {
    const files = pump();
    const path = Object.keys(files).find((it) => it.endsWith('.cpp')) ?? '';
    const text = files[path]?.replaceAll('SUPERDISPATCH', last) ?? '';
    const macro = '#define TO_SUPER ((OSDispatchMethod) &super::_Dispatch)\n';
    expect(brief(await findingsIn({ ...files, [path]: macro + text }))).toEqual([]);
  });

  it('does not take a call that is given a block for one of super', async () => {
    const files = pump({
      declared: '    void Later(void (^then)(void)) LOCALONLY;',
      stop: `kern_return_t IMPL(PumpService, Stop) {
    Later(^{ Stop(provider, SUPERDISPATCH); });
    return kIOReturnSuccess; // here
}`,
      behind: 'void PumpService::Later(void (^then)(void)) { ivars->halting = true; }',
    });
    expect(await found(files)).toEqual(expected(files));
  });

  it('finds a Stop without any super Stop, whatever it tests', async () => {
    const files = pump({
      members: '    void *client; int mode;',
      declared: '    virtual kern_return_t SetMode(int mode);',
      stop: `kern_return_t IMPL(PumpService, Stop) {
    if (ivars->mode == 3) { ivars->client = NULL; }
    return kIOReturnSuccess; // here
}`,
      behind: 'kern_return_t IMPL(PumpService, SetMode) { ivars->mode = mode; return 0; }',
    });
    expect(await found(files)).toEqual(expected(files));
  });

  it('finds an early return of an error in Stop', async () => {
    const files = pump({
      members: '    IOService *device;',
      stop: `kern_return_t IMPL(PumpService, Stop) {
    kern_return_t kr = ivars->device->Close(this, 0);
    if (kr != KERN_SUCCESS) { return kr; } // here
    return Stop(provider, SUPERDISPATCH);
}`,
    });
    expect(await found(files)).toEqual(expected(files));
  });

  it('finds a second super Stop, in a helper that two blocks call', async () => {
    const files = pump({
      declared: SHUT,
      stop: `kern_return_t IMPL(PumpService, Stop) {
    if (mHalting) return 0;
    mHalting = true;
    mStrokes->Cancel(^{ this->shut(provider); });
    mOwn->Cancel(^{ this->shut(provider); });
    return 0;
}`,
      behind: `void PumpService::shut(IOService *from) {
    Stop(from, SUPERDISPATCH); // here
}`,
    });
    expect(await found(files)).toEqual(expected(files));
  });

  it.each(Object.entries(LAST))('finds a count that never ends: %s', async (test, type) => {
    expect(await found(counted(test, type, 3))).toHaveLength(1);
  });

  it('finds a chain that ends too early', async () => {
    const files = pump({
      stop: `kern_return_t IMPL(PumpService, Stop) {
    mStrokes->Cancel(^{
        mOwn->Cancel(^{ // here
            OSSafeReleaseNULL(mStrokes);
        });
    });
    return kIOReturnSuccess;
}`,
    });
    expect(await found(files)).toEqual(expected(files));
  });
});

describe('DK08 is silent', () => {
  it('on a counted Stop with one block for two cancels', async () => {
    const files = pump({
      stop: `kern_return_t IMPL(PumpService, Stop) {
    __block _Atomic uint32_t open = 0;
    if (mStrokes) ++open;
    if (mOwn) ++open;
    if (open == 0) return Stop(provider, SUPERDISPATCH);
    void (^last)(void) = ^{
        if (__c11_atomic_fetch_sub(&open, 1U, __ATOMIC_RELAXED) <= 1) {
            Stop(provider, SUPERDISPATCH);
        }
    };
    if (mStrokes) mStrokes->Cancel(last);
    if (mOwn) mOwn->Cancel(last);
    return kIOReturnSuccess;
}`,
    });
    expect(await found(files)).toEqual([]);
  });

  it.each(Object.entries(LAST))('on a counted Stop: %s', async (test, type) => {
    expect(await found(counted(test, type, 2))).toEqual([]);
  });

  it('on a counter that code which it cannot see keeps', async () => {
    expect(await found(counted('count_down(&ivars->left) == 0', 'int', 2))).toEqual([]);
  });

  it('on a loop over more cancels than are followed', async () => {
    const files = pump({
      members: '    IOTimerDispatchSource *more[6]; int open;',
      stop: `kern_return_t IMPL(PumpService, Stop) {
    if (mHalting) return 0;
    mHalting = true;
    ivars->open = 6;
    for (int i = 0; i < 6; ++i) {
        ivars->more[i]->Cancel(^{
            if (--ivars->open == 0) {
                Stop(provider, SUPERDISPATCH);
            }
        });
    }
    return kIOReturnSuccess;
}`,
    });
    expect(await found(files)).toEqual([]);
  });

  it('on two passes', async () => {
    const files = pump({
      members: '    bool gone;',
      stop: `kern_return_t IMPL(PumpService, Stop) {
    if (!ivars->gone) {
        if (mHalting) return 0;
        mHalting = true;
        if (mStrokes && mStrokes->Cancel(^{
                OSSafeReleaseNULL(mStrokes);
                ivars->gone = true;
                Stop_Impl(provider);
            }) == kIOReturnSuccess) {
            return 0;
        }
        ivars->gone = true;
    }
    return Stop(provider, SUPERDISPATCH);
}`,
    });
    expect(await found(files)).toEqual([]);
  });

  it('on super Stop in a macro, here and in a header that is not there', async () => {
    const stop = (macro: string) => `auto PumpService::Stop_Impl(IOService *from) -> kern_return_t {
    ${macro}
    return kIOReturnSuccess;
}`;
    const before = '#define FINISH(p) do { (void)Stop(p, SUPERDISPATCH); } while (0)';
    expect(await found(pump({ before, stop: stop('FINISH(from);') }))).toEqual([]);
    expect(await found(pump({ stop: stop('PUMP_FINISH(from);') }))).toEqual([]);
  });

  it('on super Stop in a block that other code is given, or that is kept', async () => {
    const given = pump({
      stop: `kern_return_t IMPL(PumpService, Stop) {
    drain_all(ivars->next, ^{ Stop(provider, SUPERDISPATCH); }, ^{ Stop(provider, SUPERDISPATCH); });
    return kIOReturnSuccess;
}`,
    });
    const kept = pump({
      members: '    void (^finish)(void);',
      stop: `kern_return_t IMPL(PumpService, Stop) {
    ivars->finish = ^{ Stop(provider, SUPERDISPATCH); };
    return kIOReturnSuccess;
}`,
    });
    expect(await found(given)).toEqual([]);
    expect(await found(kept)).toEqual([]);
  });

  it('where the completion of a request ends what Stop began', async () => {
    const files = pump({
      declared: `    virtual void Drained(OSAction *what, kern_return_t kr) TYPE(Valve::Drain);\n${SHUT}`,
      members: '    Valve *valve; IOService *from;',
      stop: `kern_return_t IMPL(PumpService, Stop) {
    ivars->from = provider;
    ivars->valve->Abort(0);
    return kIOReturnSuccess;
}`,
      behind: `void IMPL(PumpService, Drained) { shut(ivars->from); }
void PumpService::shut(IOService *from) { Stop(from, SUPERDISPATCH); }`,
    });
    expect(await found(files)).toEqual([]);
  });

  it('on a guard of code that it cannot see', async () => {
    const files = pump({
      stop: `kern_return_t IMPL(PumpService, Stop) {
    if (!claim_shutdown(&mHalting)) return kIOReturnSuccess;
    return Stop(provider, SUPERDISPATCH);
}`,
    });
    expect(await found(files)).toEqual([]);
  });
});
