/**
 * Of several places that a name may mean, the one whose folder is nearest: two targets of one
 * repository may each have a class of the same name. The first one wins a tie.
 */
export function nearest<T extends { readonly file: { readonly path: string } }>(
  path: string,
  candidates: readonly T[],
): T | undefined {
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const steps = candidates.length === 1 ? 0 : stepsBetween(path, candidate.file.path);
    if (steps < least) {
      best = candidate;
      least = steps;
    }
  }
  return best;
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
