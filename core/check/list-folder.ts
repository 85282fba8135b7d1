import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { gitFiles } from './git-files.ts';
import { isLeftOut, isSource } from './source-names.ts';
import { walk } from './walk.ts';

/**
 * Absolute paths of the sources below a folder that somebody wrote: not ignored, not fetched.
 *
 * @param onUnread is told of a folder that may not be read, by its absolute path; it is passed over
 */
export function listFolder(
  folder: string,
  onUnread: (folder: string) => void = () => {},
): string[] {
  const found = new Set<string>();
  const links: string[] = [];
  for (const file of gitFiles(folder, onUnread) ?? walk(folder, onUnread)) {
    const parts = file.split(/[\\/]/).filter(Boolean);
    const place = path.join(folder, ...parts);
    if (parts.slice(0, -1).some(isLeftOut)) {
      continue;
    }
    const kind = kindOf(place);
    if (kind === 'folder' && !isLeftOut(parts.at(-1) ?? '') && isRepository(place)) {
      for (const below of listFolder(place, onUnread)) {
        found.add(below);
      }
    } else if (kind === 'file' && isSource(file)) {
      found.add(place);
    } else if (kind === 'link' && isSource(file)) {
      links.push(place);
    }
  }
  // A link to a file that we read anyway would tell everything twice.
  const real = new Set(links.length === 0 ? [] : [...found].map((place) => realpathSync(place)));
  return [...found, ...links.filter((link) => !real.has(realpathSync(link)))];
}

/** A repository inside this one. A submodule that was not fetched is an empty folder. */
function isRepository(folder: string): boolean {
  return existsSync(path.join(folder, '.git'));
}

/** `link` is a symbolic link to a file; one to a folder, or to nowhere, is nothing. */
function kindOf(place: string): 'file' | 'folder' | 'link' | null {
  const own = lstatSync(place, { throwIfNoEntry: false });
  if (own?.isSymbolicLink()) {
    return isFileBehind(place) ? 'link' : null;
  }
  return own?.isFile() ? 'file' : own?.isDirectory() ? 'folder' : null;
}

function isFileBehind(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return false;
  }
}
