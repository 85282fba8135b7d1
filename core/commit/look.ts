import { lstatSync, type Stats } from 'node:fs';

/** What stands at `path`, links not followed; null where nothing does. */
export function look(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    // A file stands where a folder of the path would have to be: nothing can be below it.
    if (errno(error) === 'ENOTDIR') {
      return null;
    }
    throw error;
  }
}

/** The system's name for a failure, such as ENOSPC; undefined for any other error. */
export function errno(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
