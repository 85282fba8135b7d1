import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isLeftOut } from './source-names.ts';

/** The .gitignore of one folder. */
interface Scope {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Files below a folder where git cannot be asked: .gitignore files count, symbolic links to
 * folders are not followed.
 *
 * @param onUnread is told of a folder that may not be read, by its absolute path; it is passed over
 * @returns paths relative to the folder
 */
export function walk(top: string, onUnread: (folder: string) => void): string[] {
  const found: string[] = [];
  const todo = [{ folder: top, scopes: scopesAbove(top) }];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const scopes = [...next.scopes, ...scopeOf(next.folder)];
    for (const entry of entriesOf(next.folder, onUnread)) {
      const place = path.join(next.folder, entry.name);
      if (entry.isDirectory()) {
        if (!isLeftOut(entry.name) && !isIgnored(`${place}/`, scopes)) {
          todo.push({ folder: place, scopes });
        }
      } else if (!isIgnored(place, scopes)) {
        found.push(path.relative(top, place));
      }
    }
  }
  return found;
}

function entriesOf(folder: string, onUnread: (folder: string) => void) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    onUnread(folder);
    return [];
  }
}

/** The .gitignore files between the root of the repository and a folder in it. */
function scopesAbove(folder: string): Scope[] {
  const scopes: Scope[] = [];
  for (let at = folder; !existsSync(path.join(at, '.git')); ) {
    const above = path.dirname(at);
    if (above === at) {
      return [];
    }
    scopes.unshift(...scopeOf(above));
    at = above;
  }
  return scopes.some(({ folder: at, rules }) => rules.ignores(relative(at, `${folder}/`)))
    ? []
    : scopes;
}

function scopeOf(folder: string): Scope[] {
  try {
    const text = readFileSync(path.join(folder, '.gitignore'), 'utf8');
    return [{ folder, rules: ignore().add(text) }];
  } catch {
    return [];
  }
}

/** The nearest .gitignore that says something of a path decides. */
function isIgnored(place: string, scopes: readonly Scope[]): boolean {
  for (const { folder, rules } of scopes.toReversed()) {
    const { ignored, unignored } = rules.test(relative(folder, place));
    if (ignored || unignored) {
      return ignored;
    }
  }
  return false;
}

/** With `/`, and with one at the end for a folder, as patterns expect it. */
function relative(folder: string, place: string): string {
  const end = place.endsWith('/') ? '/' : '';
  return path.relative(folder, place).replaceAll(path.sep, '/') + end;
}
