import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { onDisk } from '../../commit/disk-error.ts';
import { readTemplate, type TemplateRoot } from '../../render/template-roots.ts';
import { EJECTED } from '../eject/ejected-folder.ts';
import type { Pack } from '../load-packs.ts';

/** What became of our template since a pack took a copy of it. */
export interface EjectedState {
  /** The version of ours that the copy was taken from. */
  readonly from: string;
  /** `unknown` where the pristine copy is not there any more. */
  readonly since: 'same' | 'changed' | 'gone' | 'unknown';
  /** Ours as it was then and as it is now; null unless it has changed. */
  readonly texts: { readonly before: string; readonly after: string } | null;
}

/**
 * The state of every template that packs say they have ejected; where several have, that of the
 * outermost.
 *
 * @param own our templates
 */
export function ejectedStates(
  packs: readonly Pack[],
  own: TemplateRoot,
): Map<string, EjectedState> {
  const states = new Map<string, EjectedState>();
  for (const pack of packs.toReversed()) {
    for (const [template, from] of pack.manifest.ejected) {
      states.set(template, stateOf({ pack, template, from, own }));
    }
  }
  return states;
}

function stateOf(at: {
  readonly pack: Pack;
  readonly template: string;
  readonly from: string;
  readonly own: TemplateRoot;
}): EjectedState {
  const { pack, template, from, own } = at;
  const after = readTemplate([own], template)?.toString('utf8');
  if (after === undefined) {
    return { from, since: 'gone', texts: null };
  }
  const copy = path.join(pack.folder, EJECTED, template);
  if (!existsSync(copy)) {
    return { from, since: 'unknown', texts: null };
  }
  const shown = `${pack.shown}${EJECTED}/${template}`;
  const before = onDisk({ verb: 'read', path: shown }, () => readFileSync(copy, 'utf8'));
  return before === after
    ? { from, since: 'same', texts: null }
    : { from, since: 'changed', texts: { before, after } };
}
