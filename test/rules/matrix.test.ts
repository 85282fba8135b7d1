import { describe, expect, it } from 'vitest';
import { brief, findingsIn } from '../support/check.ts';
import { driverSources } from '../support/driver-sources.ts';
import { matrix, project, timer } from '../support/matrix.ts';

describe('the drivers that we write', () => {
  it.each(matrix())('are without a finding: $title', async ({ options }) => {
    expect(brief(await findingsIn(driverSources(options)))).toEqual([]);
  });

  it('are without a finding where they have several timers', async () => {
    const timers = [
      timer(),
      timer({ name: 'Poll', queue: 'dedicated', clock: 'monotonic' }),
      timer({ name: 'Watchdog', mode: 'one-shot' }),
    ];
    expect(brief(await findingsIn(driverSources(project({ timers }))))).toEqual([]);
  });
});
