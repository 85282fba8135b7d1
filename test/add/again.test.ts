import { describe, expect, it } from 'vitest';
import { project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import { add, plan, withoutInsertions } from './adding.ts';
import { driver, NAME } from './drivers.ts';

describe('a class that has a timer', () => {
  it('is left alone where the timer has the same name', async () => {
    const { files } = await add(driver());
    const outcome = await plan(files);
    expect(outcome).toMatchObject({ kind: 'already-there', path: `${NAME}.iig` });
  });

  it.each(['last', 'shared'] as const)('gets a second and a third one: %s', async (exits) => {
    const first = await add(driver({ exits, power: true }));
    const second = await add(first.files, { name: 'Blink', queue: 'dedicated' });
    const third = await add(second.files, { name: 'Watchdog', mode: 'one-shot' });
    expect(second.planned.start).toBe('before return');
    expect(third.planned.start).toBe('before return');
    expect(withoutInsertions(third.files, third.planned)).toEqual(second.files);

    const source = third.files[`${NAME}.cpp`] ?? '';
    expect(source.match(/QuiesceHardware\(provider\)/g)).toHaveLength(2); // both in StopPoll
    expect(source.match(/::QuiesceHardware\(/g)).toHaveLength(1);
    expect(source.indexOf('StopWatchdog(provider)')).toBeLessThan(
      source.indexOf('StopPoll(provider)'),
    );
    expect(third.files[`${NAME}.iig`]?.match(/IOTimerDispatchSource\.iig/g)).toHaveLength(1);
  });

  it('may be one that new wrote', async () => {
    const tree = rendered(project());
    const files = Object.fromEntries(
      [...tree].filter(([path]) => /^Driver\/.*\.(iig|cpp)$/.test(path)),
    );
    const { files: edited, planned } = await add(files, { queue: 'dedicated' }, 'AcmeDriver');
    expect(planned.start).toBe('before return');
    expect(withoutInsertions(edited, planned)).toEqual(files);
    expect(edited['Driver/AcmeDriver.cpp']).toContain('Log("Poll ticks no more:');
    expect(edited['Driver/AcmeDriver.cpp']?.match(/::QuiesceHardware\(/g)).toHaveLength(1);
  });
});
