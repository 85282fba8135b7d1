import path from 'node:path';

/**
 * The folder that changes are written below: the dext's own or, where a class is defined outside
 * of it, the nearest above that holds all of it.
 */
export function rootOf(folder: string, places: readonly string[]): string {
  let root = folder;
  while (!places.every((place) => place.startsWith(withSlash(root)))) {
    root = path.dirname(root);
  }
  return root;
}

function withSlash(folder: string): string {
  return folder.endsWith(path.sep) ? folder : folder + path.sep;
}
