import type { Ask } from './options/resolve-answers.ts';
import type { Paint } from './show/paint.ts';

/** What a face lends to the core: where it runs, how it asks, where it prints. */
export interface Face {
  /** Absolute path of the folder that the person is in. */
  readonly cwd: string;
  /** Somebody sits at a terminal and can be asked. */
  readonly canAsk: boolean;
  /** Puts one question and returns the answer as given; Ctrl-C throws Cancelled. */
  readonly ask: Ask;
  /** Results: stdout. */
  print(text: string): void;
  /** Progress, notes and what is shown before a question: stderr. */
  note(text: string): void;
  /** Notes come to a terminal, where a line can be taken back. */
  readonly notesOnTerminal: boolean;
  /** Colours for `print` and for `note`, which may go to different places. */
  readonly paint: { readonly print: Paint; readonly note: Paint };
}
