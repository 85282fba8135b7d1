/** Something that is in a file. */
export interface InFile {
  readonly file: { readonly path: string };
}

/**
 * Of several places that a name may mean, the one whose folder is nearest: two targets of one
 * repository may each have a class of the same name. The first one wins a tie.
 */
export function nearest<T extends InFile>(path: string, candidates: readonly T[]): T | undefined {
  return allNearest(path, candidates)[0];
}

/** The same, with all that are equally near. */
export function allNearest<T extends InFile>(path: string, candidates: readonly T[]): T[] {
  if (candidates.length < 2) {
    return [...candidates];
  }
  const steps = candidates.map((it) => stepsBetween(path, it.file.path));
  const least = Math.min(...steps);
  return candidates.filter((_, i) => steps[i] === least);
}

/** How many folders one goes up and down between two files. */
function stepsBetween(one: string, other: string): number {
  const from = one.split('/').slice(0, -1);
  const to = other.split('/').slice(0, -1);
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) {
    shared++;
  }
  return from.length + to.length - 2 * shared;
}
