import type { TemplateRoot } from '../../core/render/template-roots.ts';

/** A folder of templates that takes nothing away, named in messages as it is told. */
export function templateRoot(folder: string, shownAs = ''): TemplateRoot {
  return { folder, shownAs, removes: [] };
}
