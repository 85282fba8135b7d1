import { ownTemplates, takesAway } from '../../render/template-roots.ts';
import type { Pack } from '../load-packs.ts';
import { type EjectedState, ejectedStates } from './ejected-state.ts';
import { purposeOf } from './purpose.ts';
import { type Shelf, shelfOf } from './shelf.ts';
import { unusedTemplates } from './unused-templates.ts';

/** How lists call what comes with this package. */
export const OURS = 'generator-dext-timer';

/** One template, as the packs in front of ours leave it. */
export interface ListedTemplate {
  /** Relative to `templates/`. */
  readonly path: string;
  /** What it is for; null where that is not said. */
  readonly is: string | null;
  /** Whose it is: a pack's name, or ours; of a removed one, whose it was. */
  readonly by: string;
  /** Who removed it; null where it is there. */
  readonly removedBy: string | null;
  /** Whose templates it stands before, the nearest first. */
  readonly overrides: readonly string[];
  /** Nothing of ours has that path. */
  readonly isAdded: boolean;
  /** Nothing writes or includes it: the template that was meant, '' where none is near. */
  readonly unused: string | null;
  readonly ejected: EjectedState | null;
}

/**
 * Every template of some packs and of ours, sorted by path. Nothing of them is executed.
 *
 * @param packs the outermost first; none for ours alone
 */
export function inventory(packs: readonly Pack[]): ListedTemplate[] {
  const own = ownTemplates();
  const shelves = [...packs.map((it) => shelfOf(it.manifest.name, it.root)), shelfOf(OURS, own)];
  const paths = [...new Set(shelves.flatMap((it) => [...it.paths]))].sort();
  const ejected = ejectedStates(packs, own);
  const unused = unusedTemplates(packs, own);
  return paths.map((path) => ({
    ...placeOf(path, shelves),
    is: purposeOf(path),
    ejected: ejected.get(path) ?? null,
    unused: unused.get(path) ?? null,
  }));
}

/** The roots in front of ours, as the renderer goes through them. */
function placeOf(
  path: string,
  shelves: readonly Shelf[],
): Pick<ListedTemplate, 'path' | 'by' | 'removedBy' | 'overrides' | 'isAdded'> {
  const first = shelves.findIndex((it) => it.paths.has(path));
  const remover = shelves.slice(0, first).find((it) => takesAway(it.root, path));
  const isAdded = shelves.at(-1)?.paths.has(path) !== true;
  const by = shelves[first]?.name ?? OURS;
  if (remover) {
    return { path, by, removedBy: remover.name, overrides: [], isAdded };
  }
  const behind = shelves.slice(first + 1).filter((it) => it.paths.has(path));
  return { path, by, removedBy: null, overrides: behind.map((it) => it.name), isAdded };
}
