import { describe, expect, it } from 'vitest';
import { add } from './adding.ts';
import { driver, type Parts } from './drivers.ts';

async function added(parts: Parts, mode: 'periodic' | 'one-shot' = 'periodic'): Promise<string> {
  const { planned } = await add(driver(parts), { queue: 'dedicated', mode });
  return planned.insertions.map((it) => it.text).join('');
}

describe('comments name what the class has', () => {
  it.each(['periodic', 'one-shot'] as const)(
    'and not SetPowerState without it: %s',
    async (mode) => {
      const { planned } = await add(driver(), { queue: 'dedicated', mode });
      const text = planned.insertions.map((it) => it.text).join('');
      expect(text).toContain('Stop waits for ticks there');
      expect(text).not.toMatch(/SetPowerState|BringUpHardware|suspended|wake\b/i);
    },
  );

  it('and SetPowerState where it is overridden', async () => {
    expect(await added({ power: true })).toContain('Stop and SetPowerState wait for ticks there');
  });
});
