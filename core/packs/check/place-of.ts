import type { OutputFile } from '../../plan/change.ts';

/** A place in a template or, where none is known, in the file that is made. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/**
 * Finds the template line that wrote a line of a project.
 *
 * @param at.path the file, as it is shown where no template made the line
 * @param at.message what is said of it
 */
export type PlaceFinder = (at: {
  readonly file: OutputFile | undefined;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}) => Place;

/** It renders a file once more; what many projects have on the same line is looked up once. */
export function placeFinder(): PlaceFinder {
  const known = new Map<string, Place>();
  return ({ file, path, line, message }) => {
    const key = JSON.stringify([path, line, message]);
    const place = known.get(key) ?? (file && originOf(file, line)) ?? { path, line };
    known.set(key, place);
    return place;
  };
}

function originOf(file: OutputFile, line: number): Place | null {
  const origins = file.origins();
  if ('copiedFrom' in origins) {
    return { path: origins.copiedFrom, line };
  }
  // What is said of the end is said of the last line.
  const origin = origins[Math.min(line, origins.length) - 1];
  return origin ? { path: origin.template, line: origin.line } : null;
}
