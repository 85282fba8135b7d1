import { expect, it } from 'vitest';
import type { Occurrence } from '../../../core/packs/check/findings.ts';
import { whereFound } from '../../../core/packs/check/where-found.ts';

function occurrence(facets: Record<string, string>, kind: Occurrence['in'] = 'new'): Occurrence {
  return { in: kind, facets: new Map(Object.entries(facets)) };
}

const all = ['pci', 'hid', 'resources'].flatMap((provider) =>
  ['default', 'dedicated'].flatMap((queue) =>
    ['a', 'b'].map((team) => occurrence({ provider, queue, team })),
  ),
);
const added = ['default', 'dedicated'].map((queue) => occurrence({ queue }, 'add'));
const those = (facets: Record<string, string>) =>
  all.filter((it) => Object.entries(facets).every(([key, value]) => it.facets.get(key) === value));

it.each<[readonly Occurrence[], string]>([
  [[], ''],
  [all, 'in every project'],
  [[...all, ...added], 'in every project; in every added timer'],
  [added.slice(1), 'in added timers with queue dedicated'],
  [those({ provider: 'pci' }), 'in projects with provider pci'],
  [those({ provider: 'pci', team: 'b' }), 'in projects with provider pci, team b'],
  [those({ provider: 'pci' }).slice(0, 3), 'in 3 of 12 projects with provider pci'],
  [all.slice(1), 'in 11 of 12 projects'],
])('%#', (found, says) => {
  expect(whereFound(found, [...all, ...added])).toBe(says);
});

it('says no more than tells them from the others', () => {
  const few = [
    occurrence({ provider: 'pci', queue: 'default', clock: 'uptime', team: 'a' }),
    occurrence({ provider: 'hid', queue: 'dedicated', clock: 'monotonic', team: 'b' }),
  ];
  expect(whereFound(few.slice(1), few)).toBe('in projects with team b');
});
