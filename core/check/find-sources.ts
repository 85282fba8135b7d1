import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { errno } from '../commit/look.ts';
import { UsageError } from '../errors.ts';
import { quote } from '../options/quote.ts';
import { companionsOf } from './companions.ts';
import { listFolder } from './list-folder.ts';
import { ENDINGS, isSource } from './source-names.ts';

/** A file to read. */
export interface Source {
  /** Absolute. */
  readonly place: string;
  /** As findings show it: relative to the working directory, separated by `/`. */
  readonly path: string;
  /** Findings in it are reported; other files are read because classes reach into them. */
  readonly isAsked: boolean;
  /** It was named itself, not only a folder above it. */
  readonly isNamed: boolean;
}

/**
 * The sources that a person named, file by file or by folders, and those that belong to them.
 *
 * @param at.paths as typed; none means the working directory
 * @param at.onUnread is told of a folder below them that may not be read, by its absolute path
 * @param at.isIgnored of an absolute path that a folder brought up: whether to leave it out
 * @throws UsageError for a path that does not exist, or where no source is left
 */
export function findSources(at: {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly isIgnored: (place: string) => boolean;
  readonly onUnread: (folder: string) => void;
}): Source[] {
  const paths = at.paths.length === 0 ? ['.'] : at.paths;
  const named = new Set<string>();
  const asked = new Set<string>();
  for (const typed of paths) {
    const place = path.resolve(at.cwd, typed);
    if (statsOf(typed, place).isDirectory()) {
      for (const file of listFolder(place, at.onUnread)) {
        if (!at.isIgnored(file)) asked.add(file);
      }
    } else if (isSource(place)) {
      asked.add(place);
      named.add(place);
    }
  }
  if (asked.size === 0) {
    throw nothingFound(paths);
  }
  const others = companionsOf([...named]).filter((file) => !asked.has(file) && !at.isIgnored(file));
  const toSource = (place: string) => ({
    place,
    path: path.relative(at.cwd, place).replaceAll(path.sep, '/'),
    isAsked: asked.has(place),
    isNamed: named.has(place),
  });
  return [...asked, ...others].map(toSource).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function statsOf(typed: string, place: string): Stats {
  const stats = typed === '' ? undefined : lookAt(typed, place);
  if (!stats) {
    throw pathError(`${quote(typed)} does not exist; give a file or a folder.`);
  }
  if (!stats.isFile() && !stats.isDirectory()) {
    throw pathError(`${quote(typed)} is neither a file nor a folder.`);
  }
  return stats;
}

function lookAt(typed: string, place: string): Stats | undefined {
  try {
    const stats = statSync(place, { throwIfNoEntry: false });
    if (stats?.isDirectory()) {
      readdirSync(place);
    }
    return stats;
  } catch (error) {
    const code = errno(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === undefined) {
      return undefined;
    }
    throw pathError(`${quote(typed)} cannot be read (${code}).`);
  }
}

function nothingFound(paths: readonly string[]): UsageError {
  const [first = '.'] = paths;
  const where =
    paths.length > 1
      ? `among the ${paths.length} paths`
      : first === '.'
        ? 'in the working directory'
        : `in ${quote(first)}`;
  return new UsageError({
    code: 'no-files',
    message: `There is no driver source to check ${where}; sources end in ${ENDINGS}.`,
  });
}

function pathError(message: string): UsageError {
  return new UsageError({ code: 'usage', message, flag: 'paths' });
}
