import { expect, it } from 'vitest';
import { brief, findingsIn } from '../support/check.ts';
import { pumpDriver } from '../support/pump-driver.ts';

it.each(['main', 'own'] as const)(
  'finds nothing in the driver that fixtures are made from: %s',
  async (lane) => {
    expect(brief(await findingsIn(pumpDriver({ lane })))).toEqual([]);
  },
);
