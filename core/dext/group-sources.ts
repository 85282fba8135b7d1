import { addTo } from './add-to.ts';

/**
 * Splits a tree of sources into dexts that are looked at on their own. Everything stays together,
 * since a helper's header may be in any folder, until two `.iig` of one name show that the tree
 * holds several targets with the same classes: then each folder with `.iig` files is a group, and
 * files of folders without any belong to all of them.
 *
 * @param paths separated by `/`
 * @returns groups in the order of their first file; a path may be in several, so that what is found
 *   in it may be found more than once
 */
export function groupSources(paths: readonly string[]): string[][] {
  return paths.length === 0 ? [] : split(paths, 0);
}

/** @param depth how many folders those files share of which there are `.iig` ones */
function split(paths: readonly string[], depth: number): string[][] {
  const interfaces = paths.filter((path) => path.endsWith('.iig'));
  if (new Set(interfaces.map(baseName)).size === interfaces.length) {
    return [[...paths]];
  }
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    addTo(folders, folderAt(path, depth), path);
  }
  const drivers = [...folders.values()].filter((all) => all.some((it) => it.endsWith('.iig')));
  const shared = new Set([...folders.values()].filter((all) => !drivers.includes(all)).flat());
  return drivers.flatMap((own) => {
    const group = paths.filter((path) => shared.has(path) || own.includes(path));
    return split(group, depth + 1);
  });
}

/** The folder of a file, as far as it matters at a depth. */
function folderAt(path: string, depth: number): string {
  const folders = path.split('/').slice(0, -1);
  return folders.slice(0, depth + 1).join('/');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
