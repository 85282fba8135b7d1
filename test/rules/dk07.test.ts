import { describe, expect, it } from 'vitest';
import { foundBy, GATE_PROBE, GATE_STOP, here, sluiceGate } from '../support/sluice-gate.ts';

const GUARD = '__c11_atomic_exchange(&ivars->closing, true, __ATOMIC_ACQ_REL)';

/** Other tests of whether Stop has been called before. */
const CLAIMS = [
  'atomic_flag_test_and_set(&ivars->closing)',
  '__atomic_test_and_set(&ivars->closing, __ATOMIC_ACQ_REL)',
  '__sync_lock_test_and_set(&ivars->closing, 1)',
  '!__sync_bool_compare_and_swap(&ivars->closing, 0, 1)',
  '!OSCompareAndSwap(0, 1, &ivars->closing)',
  'atomic_exchange_explicit(&ivars->closing, true, memory_order_acq_rel)',
  '__atomic_fetch_add(&ivars->closing, 1, __ATOMIC_ACQ_REL)',
];

const stopping = (body: string) => `\
    if (${GUARD}) {
        return kIOReturnSuccess;
    }
${body}
    return kIOReturnSuccess;`;

describe('DK07', () => {
  it.each([
    [
      'a second one that replaces the first',
      'GAUGE->Cancel(^{ Done(); });\n    GAUGE->Cancel(^{}); // here',
    ],
    [
      'one in the completion of the first',
      'GAUGE->Cancel(^{\n        GAUGE->Cancel(^{ Stop(provider, SUPERDISPATCH); }); // here\n    });',
    ],
    [
      'one behind a test',
      'GAUGE->Cancel(^{ Done(); });\n    if (IsFlooded()) {\n        GAUGE->Cancel(^{}); // here\n    }',
    ],
  ])('finds %s', async (_case, body) => {
    const gate = sluiceGate({ stop: stopping(`    ${body}`) });
    expect(await foundBy('DK07', gate)).toEqual([`${here(gate)} error`]);
  });

  it('finds a late tick that takes the completion away from Stop', async () => {
    const gate = sluiceGate({ probe: '    GAUGE->Cancel(^{}); // here' });
    expect(await foundBy('DK07', gate)).toEqual([`${here(gate)} error`]);
  });

  it('warns of a Stop without a guard', async () => {
    const stop = GATE_STOP.replace(/ {4}if[^}]*}\n/, '').replace(
      'GAUGE->Cancel(^{',
      'GAUGE->Cancel(^{ // here',
    );
    const gate = sluiceGate({ stop });
    expect(await foundBy('DK07', gate)).toEqual([`${here(gate)} warning`]);
  });

  it('is silent where a static local guards Stop', async () => {
    const stop = GATE_STOP.replace(GUARD, 'begun').replace(
      '    if',
      '    static bool begun = false;\n    if',
    );
    const set = stop.replace(/( {4}if[^}]*}\n)/, '$1    begun = true;\n');
    expect(set).not.toBe(stop);
    expect(await foundBy('DK07', sluiceGate({ stop: set }))).toEqual([]);
  });

  it.each(CLAIMS)('is silent where %s guards Stop, and not without the return', async (claim) => {
    const guarded = GATE_STOP.replace(GUARD, claim);
    const open = guarded.replace('return kIOReturnSuccess;', '');
    expect(guarded).not.toBe(GATE_STOP);
    expect(await foundBy('DK07', sluiceGate({ stop: guarded }))).toEqual([]);
    expect(await foundBy('DK07', sluiceGate({ stop: open }))).toHaveLength(1);
  });

  it.each([
    ['nothing is lost', 'GAUGE->Cancel(^{});\n    GAUGE->Cancel(^{});'],
    [
      'the first one has failed',
      'if (GAUGE->Cancel(^{ Done(); }) != kIOReturnSuccess) {\n        GAUGE->Cancel(^{ Done(); });\n    }',
    ],
    [
      'two tests that we cannot judge exclude each other',
      'if (Depth() < 3) {\n        GAUGE->Cancel(^{ Done(); });\n    }\n    if (Depth() >= 3) {\n        GAUGE->Cancel(^{ Done(); });\n    }',
    ],
    ['they are two queues', 'ivars->wet->Cancel(^{ Done(); });\n    GAUGE->Cancel(^{ Done(); });'],
  ])('is silent where %s', async (_case, body) => {
    const gate = sluiceGate({ stop: stopping(`    ${body}`) });
    expect(await foundBy('DK07', gate)).toEqual([]);
  });

  it('is silent where the handler cancels only while nobody stops', async () => {
    const gate = sluiceGate({ probe: `${GATE_PROBE}\n    GAUGE->Cancel(^{});` });
    expect(await foundBy('DK07', gate)).toEqual([]);
  });
});
