import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';

const SOURCE = 'core/view/template-interface.ts';

/**
 * Puts the types of what templates see beside the code: as the source has types alone and imports
 * nothing, it is a declaration file as it stands.
 *
 * @param at.into the file
 */
export function shipInterface(at: { readonly into: string }): Plugin {
  return {
    name: 'ship-interface',
    writeBundle() {
      mkdirSync(path.dirname(at.into), { recursive: true });
      copyFileSync(SOURCE, at.into);
    },
  };
}
