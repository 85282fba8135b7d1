import type { Define } from './defines.ts';
import type { MaskedMacro } from './mask.ts';
import type { SyntaxNode } from './syntax.ts';

/** One `.iig`, `.h` or C++ file: its text as it is on disk, and what the grammar made of it. */
export interface SourceFile {
  /** As it was given: relative to the working directory, separated by `/`. */
  readonly path: string;
  readonly text: string;
  /** All offsets in the tree are offsets in `text`, in UTF-16 units. */
  readonly root: SyntaxNode;
  /** DriverKit's words that the grammar does not know and did not see, in the order of the text. */
  readonly masked: readonly MaskedMacro[];
  /** Every `#define` that is not in a dead branch, in the order of the text. */
  readonly defines: readonly Define[];
  /** Conditional regions (`#if` and its kin), so that an edit can tell what is in one. */
  readonly conditionals: readonly Conditional[];
  /** Where the grammar lost its way; empty for a file that was understood whole. */
  readonly problems: readonly ParseProblem[];
}

/** One `#if … #endif`: offsets of the whole, from the `#` to the end of the `#endif` line. */
export interface Conditional {
  readonly start: number;
  readonly end: number;
}

/** A place that the grammar could not make sense of. */
export interface ParseProblem {
  readonly offset: number;
  /** What was expected or seen, for a message: `missing "}"`, `unexpected "("`. */
  readonly what: string;
}

/** Line and column, both from 1, as an editor counts them; a tab is one column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** The line and column of an offset. */
export function positionOf(file: SourceFile, offset: number): Position {
  const starts = lineStartsOf(file);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

function lineStartsOf(file: SourceFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known) {
    return known;
  }
  const starts = [0];
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  lineStarts.set(file, starts);
  return starts;
}
