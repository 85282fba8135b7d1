import type { Plugin } from 'rolldown';

/**
 * Keeps in one chunk what the command needs at once. Left to itself the bundler cuts out each piece
 * that a job loaded later needs as well, and the start opens a file for every one of them.
 */
export function startInOne(): {
  readonly plugin: Plugin;
  /** Whether a module is loaded at once; for a chunk group. */
  readonly isNeededAtOnce: (id: string) => boolean;
} {
  const atOnce = new Set<string>();
  const plugin: Plugin = {
    name: 'start-in-one',
    buildEnd() {
      const open = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry);
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        if (!atOnce.has(id)) {
          atOnce.add(id);
          open.push(...(this.getModuleInfo(id)?.importedIds ?? []));
        }
      }
    },
  };
  return { plugin, isNeededAtOnce: (id) => atOnce.has(id) };
}
