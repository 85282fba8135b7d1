import { existsSync } from 'node:fs';
import path from 'node:path';
import { planAgainstDisk } from '../../commit/plan-against-disk.ts';
import { ProjectError } from '../../errors.ts';
import { quote } from '../../options/quote.ts';
import type { OutputFile, Plan } from '../../plan/change.ts';
import { listTemplates, ownTemplates, readTemplate } from '../../render/template-roots.ts';
import { version } from '../../version.ts';
import { assertInterface } from '../interface-version.ts';
import { MANIFEST, TEMPLATES } from '../manifest.ts';
import { readManifest } from '../read-manifest.ts';
import { chosenTemplates } from './chosen-templates.ts';
import { EJECTED } from './ejected-folder.ts';
import { noteEjected } from './note-ejected.ts';
import { newManifest } from './pack-manifest.ts';

/** Templates that are to be copied into a pack; nothing is written yet. */
export interface PlannedEject {
  /** Absolute path of the pack. */
  readonly folder: string;
  readonly templates: readonly string[];
  /** Its root is the pack's folder or, where that is not there, the nearest one above it. */
  readonly plan: Plan;
}

/**
 * Ours, as they are, into the pack's `templates/`, once more into `ejected/`, and a note in its
 * manifest, which is made where there is none.
 *
 * @param at.names templates or folders of them, as given
 * @param at.folder absolute path of the pack, which need not be there
 * @param at.force copy over what the pack has
 * @throws UsageError for an unknown name, ProjectError for a pack that cannot take them
 */
export function planEject(at: {
  readonly names: readonly string[];
  readonly folder: string;
  readonly cwd: string;
  readonly force: boolean;
}): PlannedEject {
  const { folder, cwd, force } = at;
  const own = ownTemplates();
  const templates = chosenTemplates(at.names, listTemplates([own], ''));
  const manifest = manifestOf(folder, cwd);
  if (!force) {
    refuseWhatIsThere(folder, templates);
  }
  const root = nearestFolder(folder);
  const below = path.relative(root, folder).replaceAll(path.sep, '/');
  const file = (inside: string, bytes: Buffer): OutputFile => ({
    path: below === '' ? inside : `${below}/${inside}`,
    bytes,
    mode: bytes.toString('latin1', 0, 2) === '#!' ? 0o755 : 0o644,
    origins: () => [],
  });
  const files = [
    file(MANIFEST, Buffer.from(noteEjected(manifest, templates, version))),
    ...templates.flatMap((template) => {
      const bytes = readTemplate([own], template) ?? Buffer.alloc(0);
      return [TEMPLATES, EJECTED].map((part) => file(`${part}/${template}`, bytes));
    }),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { folder, templates, plan: planAgainstDisk({ root, files }) };
}

/** The manifest that is there, if it may be used with ours, or a new one. */
function manifestOf(folder: string, cwd: string): string {
  if (!existsSync(path.join(folder, MANIFEST))) {
    return newManifest({ folder, cwd });
  }
  const manifest = readManifest({ folder, cwd });
  assertInterface({ manifest });
  return manifest.text;
}

function refuseWhatIsThere(folder: string, templates: readonly string[]): void {
  const [first, ...more] = templates.filter((it) => existsSync(path.join(folder, TEMPLATES, it)));
  if (first !== undefined) {
    const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
    throw new ProjectError({
      code: 'conflict',
      message: `The pack has ${quote(first)}${others} already; nothing was written. Pass --force to eject anew what it has.`,
    });
  }
}

/** A folder, or the nearest one above it that is there. */
export function nearestFolder(folder: string): string {
  let at = folder;
  while (!existsSync(at) && path.dirname(at) !== at) {
    at = path.dirname(at);
  }
  return at;
}
