import type { Origins } from '../plan/change.ts';
import type { SourceFile } from '../source/source-file.ts';

/** One piece of text that goes into a file; nothing of what is there goes away. */
export interface Insertion {
  readonly file: SourceFile;
  /** In `file.text`: what stands at this offset stands behind the piece. */
  readonly offset: number;
  readonly text: string;
  /** What it is, for a person: `the handler`, `the include`. */
  readonly piece: string;
  /** The template lines that wrote it. */
  readonly origin: Origins;
}
