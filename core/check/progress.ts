import type { Face } from '../face.ts';

/** Less than this is done before anybody wonders. */
const MUCH = 1_000_000;

/**
 * Tells a person at a terminal what is being done while it is done, in a line that goes away.
 *
 * @param at.size characters of source that the work is about
 */
export async function withProgress<T>(
  at: { readonly face: Face; readonly what: string; readonly size: number },
  work: () => Promise<T>,
): Promise<T> {
  const { face, what, size } = at;
  if (!face.notesOnTerminal || size < MUCH) {
    return work();
  }
  face.note(`${what} …`);
  try {
    return await work();
  } finally {
    face.note('\r\u001b[K');
  }
}
