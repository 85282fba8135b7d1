import { ProjectError, UserError } from '../errors.ts';
import { errno } from './look.ts';

/** What the system's error names mean for somebody who waits for files. */
const REASONS: Readonly<Record<string, string>> = {
  EBUSY: 'another program holds it',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something else has just appeared there',
  EIO: 'the disk reported an input/output error',
  EISDIR: 'a folder has just appeared there',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the path is too long for this disk',
  ENFILE: 'too many files are open',
  ENOENT: 'it, or a folder above it, is not there',
  ENOSPC: 'the disk is full',
  ENOTEMPTY: 'something else has just appeared there',
  ENOTDIR: 'a file stands where a folder is needed',
  EROFS: 'the disk is read-only',
  EXDEV: 'it lies on another disk than the project',
};

/**
 * Runs a step on the file system; its failure becomes one line about `path`.
 *
 * @param at.verb what was tried, as in "Cannot write"
 * @param at.path the path that a person knows, not a temporary name
 * @throws ProjectError with code `disk`; errors that are already meant for people pass through
 */
export function onDisk<T>(
  at: { readonly verb: 'read' | 'write' | 'restore'; readonly path: string },
  step: () => T,
): T {
  try {
    return step();
  } catch (error) {
    const code = errno(error);
    if (error instanceof UserError || code === undefined) {
      throw error;
    }
    const reason = reasonFor(code, at.verb);
    throw new ProjectError({
      code: 'disk',
      message: `Cannot ${at.verb} ${JSON.stringify(at.path)}: ${reason} (${code}).`,
      cause: error,
    });
  }
}

function reasonFor(code: string, verb: string): string {
  if (code === 'EACCES' || code === 'EPERM') {
    return `no permission to ${verb} it`;
  }
  return REASONS[code] ?? 'the system refused';
}
