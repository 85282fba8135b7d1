import { existsSync } from 'node:fs';
import { listTemplates, type TemplateRoot } from '../../render/template-roots.ts';

/** What one root holds. */
export interface Shelf {
  /** Whose it is. */
  readonly name: string;
  readonly root: TemplateRoot;
  readonly paths: ReadonlySet<string>;
}

/** Looks through a root; a pack need not have templates of its own. */
export function shelfOf(name: string, root: TemplateRoot): Shelf {
  return { name, root, paths: new Set(existsSync(root.folder) ? listTemplates([root], '') : []) };
}
