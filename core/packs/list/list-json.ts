import { plain } from '../../show/paint.ts';
import { unifiedDiff } from '../../show/unified-diff.ts';
import type { Pack } from '../load-packs.ts';
import type { ListedTemplate } from './inventory.ts';

/** The list as one JSON object; what does not apply to a template is left out. */
export function listAsJson(at: {
  readonly packs: readonly Pack[];
  readonly templates: readonly ListedTemplate[];
}): string {
  const packs = at.packs.map(({ manifest: { name, version }, folder }) => ({
    name,
    version,
    folder,
  }));
  return `${JSON.stringify({ packs, templates: at.templates.map(asObject) })}\n`;
}

function asObject(of: ListedTemplate): object {
  const { path, is, by, removedBy, overrides, isAdded, unused, ejected } = of;
  return {
    path,
    ...(is === null ? {} : { is }),
    by,
    overrides,
    added: isAdded,
    ...(removedBy === null ? {} : { removedBy }),
    ...(unused === null ? {} : { unused: true, ...(unused === '' ? {} : { meant: unused }) }),
    ...(ejected === null
      ? {}
      : {
          ejected: {
            from: ejected.from,
            since: ejected.since,
            ...(ejected.texts
              ? { diff: unifiedDiff({ path, ...ejected.texts, paint: plain }) }
              : {}),
          },
        }),
  };
}
