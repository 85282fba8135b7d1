import type { Occurrence } from './findings.ts';

const WHAT: Readonly<Record<Occurrence['in'], { readonly all: string; readonly some: string }>> = {
  new: { all: 'in every project', some: 'in projects' },
  add: { all: 'in every added timer', some: 'in added timers' },
};

/**
 * Says in which combinations something was found, by what they have in common.
 *
 * @param found some of `all`; none means that it does not depend on them
 * @param all every combination that was tried
 */
export function whereFound(found: readonly Occurrence[], all: readonly Occurrence[]): string {
  return (['new', 'add'] as const)
    .map((kind) => {
      const of = (some: readonly Occurrence[]) => some.filter((it) => it.in === kind);
      return of(found).length === 0 ? '' : phrase(of(found), of(all), kind);
    })
    .filter((it) => it !== '')
    .join('; ');
}

function phrase(
  found: readonly Occurrence[],
  all: readonly Occurrence[],
  kind: Occurrence['in'],
): string {
  if (found.length === all.length) {
    return WHAT[kind].all;
  }
  const facets = telling(found, all);
  const isAllOfThem = having(facets, all).length === found.length;
  const count = isAllOfThem ? '' : `${found.length} of ${all.length} `;
  const shared = facets.map(([key, value]) => `${key} ${value}`).join(', ');
  const some = WHAT[kind].some.replace('in ', `in ${count}`);
  return shared === '' ? some : `${some} with ${shared}`;
}

type Facet = readonly [key: string, value: string];

/** Left out first where others say as much. */
const LESS_TELLING = ['power', 'clock', 'mode', 'queue', 'provider'];

/** What those have in common that have it, and as few of it as say the same. */
function telling(found: readonly Occurrence[], all: readonly Occurrence[]): readonly Facet[] {
  const common = [...(found[0]?.facets ?? [])].filter(
    ([key, value]) =>
      found.every((it) => it.facets.get(key) === value) &&
      all.some((it) => it.facets.get(key) !== value),
  );
  const count = having(common, all).length;
  const order = [...LESS_TELLING, ...common.map(([key]) => key)];
  return order.reduce<readonly Facet[]>((kept, key) => {
    const without = kept.filter((it) => it[0] !== key);
    return having(without, all).length === count ? without : kept;
  }, common);
}

function having(facets: readonly Facet[], all: readonly Occurrence[]): readonly Occurrence[] {
  return all.filter((it) => facets.every(([key, value]) => it.facets.get(key) === value));
}
