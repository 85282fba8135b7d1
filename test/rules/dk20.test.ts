import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const members = '    bool ended;';

const stroke = `\
void IMPL(PumpService, StrokeDue)
{
    if (!IsHalted()) {
        NextStroke();
    }
}

bool PumpService::IsHalted()
{
    return ivars->ended;
}

void PumpService::NextStroke()
{
    uint64_t present = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    while (ivars->nextStroke <= present) {
        ivars->nextStroke += kStrokeNs;
    }
    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);
}`;

const stop = (parts: { before?: string; behind?: string; inside?: string }) => `\
kern_return_t IMPL(PumpService, Stop)
{
    if (mHalted.exchange(true)) {
        return kIOReturnSuccess;
    }
${parts.before ?? ''}
    mClock->Cancel(^{
${parts.inside ?? ''}
        mMain->DispatchAsync(^{
            OSSafeReleaseNULL(mClock);
            Stop(provider, SUPERDISPATCH);
        });
    });
${parts.behind ?? ''}
    return kIOReturnSuccess;
}`;

const set = '    ivars->ended = true; // DK20';

describe('DK20', () => {
  it('finds a flag that the completion sets', async () => {
    for (const lane of ['main', 'own'] as const) {
      const files = pumpDriver({ lane, members, stroke, stop: stop({ inside: set }) });
      await expectFound(files, 'DK20', 'error');
      await expectSilence(files, 'DK19');
    }
  });

  it('finds a flag that is set behind Cancel, as gravely as the queues ask for', async () => {
    const at = { members, stroke, stop: stop({ behind: set }) };
    await expectFound(pumpDriver({ ...at, lane: 'own' }), 'DK20', 'error');
    await expectFound(pumpDriver({ ...at, lane: 'main' }), 'DK20', 'warning');
  });

  it('warns of a plain flag between two queues', async () => {
    const at = { members, stroke, stop: stop({ before: set }) };
    await expectFound(pumpDriver({ ...at, lane: 'own' }), 'DK20', 'warning');
    await expectFound(
      pumpDriver({ ...at, members: members.replace('bool', 'volatile int'), lane: 'own' }),
      'DK20',
      'warning',
    );
  });

  it.each([
    ['on one queue', { lane: 'main', members, before: '    ivars->ended = true;' }],
    [
      'an atomic',
      { lane: 'own', members: '    _Atomic(bool) ended;', before: '    ivars->ended = true;' },
    ],
    [
      "on the timer's queue",
      { lane: 'own', members, before: '    mLane->DispatchSync(^{ ivars->ended = true; });' },
    ],
    [
      'under a lock',
      {
        lane: 'own',
        members,
        before: '    IOLockLock(gate);\n    ivars->ended = true;\n    IOLockUnlock(gate);',
      },
    ],
  ] as const)('is silent on a flag that is set in time: %s', async (_what, at) => {
    const { lane, before } = at;
    await expectSilence(
      pumpDriver({ lane, members: at.members, stroke, stop: stop({ before }) }),
      'DK20',
    );
  });

  it('is silent on members that Stop clears later and no tick depends on', async () => {
    const files = pumpDriver({
      lane: 'own',
      members: '    bool timerGone;\n    uint64_t strokes;',
      stop: stop({ inside: '        ivars->timerGone = true;\n        ivars->strokes = 0;' }),
    });
    await expectSilence(files, 'DK20');
  });
});
