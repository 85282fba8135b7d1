import type { Origin } from '../plan/change.ts';
import type { SourceFile } from '../source/source-file.ts';

/** One piece of text that goes into a file; nothing of what is there goes away. */
export interface Insertion {
  readonly file: SourceFile;
  /** In `file.text`: what stands at this offset stands behind the piece. */
  readonly offset: number;
  readonly text: string;
  /** What it is, for a person: `the handler`, `the include`. */
  readonly piece: string;
  /** The template line that wrote each line of it; at least one. Only a line at fault needs it. */
  readonly origins: () => readonly Origin[];
}

/** The template line that wrote a line of a piece, counted from 0. */
export function originOf({ origins, piece }: Insertion, index: number): Origin {
  const all = origins();
  const found = all[Math.min(index, all.length - 1)];
  if (!found) {
    throw new Error(`nobody knows where ${piece} came from`);
  }
  return found;
}
