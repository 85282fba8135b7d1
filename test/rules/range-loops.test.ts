import { describe, expect, it } from 'vitest';
import { brief, findingsIn } from '../support/check.ts';
import { expectFound } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

/** A driver of two timers, whose Stop cancels them in a loop and counts. */
function driver(parts: {
  readonly loop: string;
  readonly before?: string;
  readonly waiting?: number;
  readonly finish?: string;
}): Record<string, string> {
  const { loop, before = '', waiting = 2, finish = RELEASES } = parts;
  return pumpDriver({
    members: '    IOTimerDispatchSource * second;\n    int waiting;',
    prepare: `\
        err = IOTimerDispatchSource::Create(mMain, &ivars->second);
    }
    if (err == kIOReturnSuccess) {
        err = CreateActionStrokeDue(0, &stroke);
    }
    if (err == kIOReturnSuccess) {
        err = ivars->second->SetHandler(stroke);
        OSSafeReleaseNULL(stroke);
    }
    if (err == kIOReturnSuccess) {`,
    stop: `\
kern_return_t IMPL(PumpService, Stop)
{
    if (mHalted.exchange(true)) {
        return kIOReturnSuccess;
    }
    ivars->waiting = ${waiting};
    ${before}
    ${loop} {
        one->Cancel(^{${waiting === 2 ? '' : ' // DK08'}
            if (--ivars->waiting == 0) {
                ${finish}
                Stop(provider, SUPERDISPATCH);
            }
        });
    }
    return kIOReturnSuccess;
}`,
    free: `\
void PumpService::free()
{
    if (ivars != nullptr) {
        OSSafeReleaseNULL(ivars->second);
        OSSafeReleaseNULL(mClock);
        OSSafeReleaseNULL(mMain);
        IODelete(ivars, PumpService_IVars, 1);
        ivars = nullptr;
    }
    super::free();
}`,
  });
}

const RELEASES = 'OSSafeReleaseNULL(mClock);\n    OSSafeReleaseNULL(ivars->second);';
const BOTH = '{ mClock, ivars->second }';

/** The same with both timers in one array. */
function inArray(files: Record<string, string>, array: string): Record<string, string> {
  const text = files['Pump/PumpService.cpp'] ?? '';
  return {
    ...files,
    'Pump/PumpService.cpp': text
      .replace('    IOTimerDispatchSource * clockSource;', `    ${array};`)
      .replace('    IOTimerDispatchSource * second;\n', '')
      .replaceAll('ivars->clockSource', 'ivars->clocks[0]')
      .replaceAll('ivars->second', 'ivars->clocks[1]'),
  };
}

describe('a loop over timers', () => {
  it.each([
    ['that are listed', '', `for (auto *one : ${BOTH})`],
    ['that an array lists', `IOTimerDispatchSource *all[] = ${BOTH};`, 'for (auto *one : all)'],
    ['by reference', `IOTimerDispatchSource *all[]${BOTH};`, 'for (auto *&one : all)'],
    [
      'in a longer array',
      `IOTimerDispatchSource *all[4] = ${BOTH};`,
      'for (auto *one : all) if (one)',
    ],
    [
      'in an array that is filled later',
      'IOTimerDispatchSource *all[2]; all[0] = mClock; all[1] = ivars->second;',
      'for (auto *one : all)',
    ],
    [
      'in a std::array',
      `std::array<IOTimerDispatchSource *, 2> all{${BOTH}};`,
      'for (auto *one : all)',
    ],
    ['in an initializer_list', `const auto all = ${BOTH};`, 'for (auto *one : all)'],
    ['in a std::array without a name', '', `for (auto *one : std::array${BOTH})`],
    [
      'that an index names',
      `IOTimerDispatchSource *all[] = ${BOTH};\n    int i = 0;`,
      'for (auto *one = all[0]; i < 2; one = all[++i])',
    ],
    ['behind a declaration', '', `for (int count = 2; auto *one : ${BOTH})`],
    ['that are out of sight', '', 'for (IOTimerDispatchSource *one : ClocksOf(this))'],
  ])('%s ends every one of them', async (_what, before, loop) => {
    expect(brief(await findingsIn(driver({ before, loop })))).toEqual([]);
  });

  it.each([
    'IOTimerDispatchSource * clocks[2]',
    'IOTimerDispatchSource * clocks[kClocks]',
    'IOTimerDispatchSource * clocks[CLOCKS]',
    'std::array<IOTimerDispatchSource *, 2> clocks',
    'IOTimerDispatchSource * clocks[UNSEEN]',
  ])('ends those of a member: %s', async (array) => {
    const files = driver({
      loop: 'for (auto *one : ivars->clocks)',
      finish: 'for (auto &one : ivars->clocks) {\n        OSSafeReleaseNULL(one);\n    }',
    });
    const sizes = { 'Pump/Sizes.h': '#define CLOCKS 2\nenum { kFirst, kOther, kClocks };\n' };
    expect(brief(await findingsIn({ ...inArray(files, array), ...sizes }))).toEqual([]);
  });

  it('finds that it does not end as many as are waited for', async () => {
    await expectFound(driver({ loop: `for (auto *one : ${BOTH})`, waiting: 3 }), 'DK08', 'error');
  });

  it('finds a timer that is listed twice', async () => {
    const files = driver({ loop: 'for (auto *one : { mClock, mClock })' });
    expect(brief(await findingsIn(files)).map((it) => it.split(' ')[1])).toContain('DK07');
  });
});
