import { ProjectError } from '../errors.ts';
import { WORK_FOLDER } from './work-folder.ts';

/**
 * Refuses a path that could leave the plan's root, or that means something else on another
 * system. A safe path is relative, its names separated by single slashes.
 *
 * @throws ProjectError with code `unsafe-path`
 */
export function assertSafePath(path: string): void {
  const fault = pathFault(path);
  if (fault !== null) {
    throw unsafePath(path, fault);
  }
}

/** The refusal of a path; `fault` continues the sentence that begins with the path. */
export function unsafePath(path: string, fault: string): ProjectError {
  return new ProjectError({
    code: 'unsafe-path',
    message: `Will not write ${JSON.stringify(path)}: it ${fault}.`,
  });
}

/** Two paths that fold to the same text are one file on a Mac's usual disk. */
export function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The usual path, in which nothing can be wrong: no other signs, and no name begins with a dot. */
const PLAIN = /^\w[\w.+-]*(\/\w[\w.+-]*)*$/;

// Not /\p{Cc}/u: V8 goes through Unicode's tables for it, which takes longer than all other checks.
const isControl = (sign: string) => sign < ' ' || (sign >= '\u007f' && sign <= '\u009f');

/** What makes a path unsafe, as the end of a sentence that begins with it; null where nothing does. */
export function pathFault(path: string): string | null {
  if (PLAIN.test(path)) {
    return null;
  }
  const names = path.split('/');
  if (path === '') {
    return 'is empty';
  }
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) {
    return 'is absolute; a path must be relative to the project';
  }
  if (path.includes('\\')) {
    return 'has a backslash; folders are separated by "/"';
  }
  if ([...path].some(isControl)) {
    return 'has a control character';
  }
  if (names.includes('..')) {
    return 'has a ".." that could lead out of the project';
  }
  if (names.includes('') || names.includes('.')) {
    return 'has an empty name or a "." between its slashes';
  }
  const folded = fold(path).split('/');
  if (folded.includes(WORK_FOLDER)) {
    return `has ${WORK_FOLDER} in it, which is where files are staged`;
  }
  if (folded.includes('.git')) {
    return "has .git in it, which is git's own";
  }
  return null;
}
