import { realpathSync } from 'node:fs';
import path from 'node:path';
import { ProjectError } from '../errors.ts';
import { errno, look } from './look.ts';
import { unsafePath } from './safe-path.ts';

/** Where a folder of the plan is: its path without symbolic links, and whether it exists. */
export interface Folder {
  readonly real: string;
  readonly exists: boolean;
}

export interface FolderQuestion {
  /** The root without symbolic links. */
  readonly realRoot: string;
  /** The project, as in a plan. */
  readonly project?: string | undefined;
  /** Relative to the root, separated by `/`; `''` is the root itself. */
  readonly folder: string;
  /** Answers so far, parents before children. Without it every folder is looked at afresh. */
  readonly known?: Map<string, Folder>;
}

/**
 * Finds where a folder really is, step by step from the root. A symbolic link on the way may
 * lead to another folder of the same project, and nowhere else.
 *
 * @throws ProjectError with code `unsafe-path` or `not-a-file`
 */
export function findFolder(at: FolderQuestion): Folder {
  if (at.folder === '') {
    return { real: at.realRoot, exists: true };
  }
  const known = at.known?.get(at.folder);
  if (known !== undefined) {
    return known;
  }
  const parent = findFolder({ ...at, folder: parentOf(at.folder) });
  const real = below(parent.real, nameOf(at.folder));
  const found = parent.exists ? lookAtFolder({ ...at, real }) : { real, exists: false };
  at.known?.set(at.folder, found);
  return found;
}

/** The folder part of a plan's path; `''` for the root. */
export function parentOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** The last name of a plan's path. */
export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** Path of a name in a folder; as `path.join` would give it, which costs a run of new files more than writing them. */
export function below(folder: string, name: string): string {
  return folder.endsWith(path.sep) ? folder + name : folder + path.sep + name;
}

function lookAtFolder(at: FolderQuestion & { readonly real: string }): Folder {
  const stats = look(at.real);
  if (stats === null) {
    return { real: at.real, exists: false };
  }
  if (stats.isDirectory()) {
    return { real: at.real, exists: true };
  }
  if (!stats.isSymbolicLink()) {
    throw notAFolder(at.folder);
  }
  const real = followedInside(at);
  if (look(real)?.isDirectory() !== true) {
    throw notAFolder(at.folder);
  }
  return { real, exists: true };
}

function followedInside(at: FolderQuestion & { readonly real: string }): string {
  let real: string;
  try {
    real = realpathSync(at.real);
  } catch (error) {
    if (errno(error) === 'ENOENT' || errno(error) === 'ELOOP') {
      throw unsafePath(at.folder, 'is a symbolic link that leads nowhere');
    }
    throw error;
  }
  const project = at.project === undefined ? at.realRoot : below(at.realRoot, at.project);
  if (real !== project && !real.startsWith(below(project, ''))) {
    throw unsafePath(
      at.folder,
      `is a symbolic link that leads out of the project, to ${JSON.stringify(real)}`,
    );
  }
  return real;
}

function notAFolder(folder: string): ProjectError {
  return new ProjectError({
    code: 'not-a-file',
    message: `${JSON.stringify(folder)} is not a folder, but a folder must be there; move it away and try again.`,
  });
}
