import { UsageError } from '../errors.ts';
import { NO_TEMPLATES } from '../options/templates-flag.ts';
import type { PackReference } from './find-pack.ts';
import { loadPacks } from './load-packs.ts';
import { type TeamTemplates, teamTemplates } from './team-templates.ts';

/**
 * Finds, reads and checks the templates of a team. Nothing of them is executed.
 *
 * @param at.cwd what paths in messages are relative to
 * @returns null where ours alone are wanted
 * @throws ProjectError with file and line
 */
export function openTeam(at: {
  readonly reference: PackReference;
  readonly cwd: string;
}): TeamTemplates | null {
  return at.reference.spec === NO_TEMPLATES ? null : teamTemplates(loadPacks(at));
}

/**
 * A pack as a person names it on the command line.
 *
 * @throws UsageError where they name none
 */
export function namedOnLine(spec: string, cwd: string): PackReference {
  if (spec === '') {
    const message = '--templates: "" is no pack; give a folder or an installed npm package.';
    throw new UsageError({ code: 'usage', message, flag: '--templates' });
  }
  return { spec, from: cwd, said: '--templates' };
}
