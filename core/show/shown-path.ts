import path from 'node:path';

/**
 * A place on disk as messages show it: from the working directory, or absolute where that is the
 * shorter way to say it.
 */
export function shownPath(cwd: string, place: string): string {
  const fromHere = path.relative(cwd, place);
  return (place.length < fromHere.length ? place : fromHere).replaceAll(path.sep, '/');
}
