import type * as nodeFs from 'node:fs';
import path from 'node:path';

/** The part of node:fs, or of memfs, that a snapshot needs. */
export type Disk = Pick<
  typeof nodeFs,
  'readdirSync' | 'lstatSync' | 'readFileSync' | 'readlinkSync'
>;

/** Everything below `root`: path → kind, permissions and content, sorted by path. */
export function treeOf(disk: Disk, root: string): Record<string, string> {
  const found: [string, string][] = [];
  collect(root);
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));

  function collect(folder: string): void {
    for (const name of disk.readdirSync(folder).map(String)) {
      const full = path.join(folder, name);
      const stats = disk.lstatSync(full);
      const mode = (stats.mode & 0o777).toString(8);
      const relative = path.relative(root, full);
      if (stats.isSymbolicLink()) {
        found.push([relative, `link ${String(disk.readlinkSync(full))}`]);
      } else if (stats.isDirectory()) {
        found.push([relative, `folder ${mode}`]);
        collect(full);
      } else {
        found.push([relative, `file ${mode} ${String(disk.readFileSync(full, 'utf8'))}`]);
      }
    }
  }
}
