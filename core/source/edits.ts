/** One change of the text that the grammar sees. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  /** What stands there instead; absent for blanks of the same length. */
  readonly text?: string;
}

/** A changed text, and the way back from its offsets. */
export interface Edited {
  readonly text: string;
  /** The offset in the original of an offset in the changed text. */
  offsetIn(edited: number): number;
}

/** Blanks that keep lines where they are. */
export function blanks(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/**
 * Makes the changes; one that begins inside another is left out. What an edit has more than it replaces counts as
 * standing at the end of what it replaced.
 */
export function applyEdits(original: string, edits: readonly Edit[]): Edited {
  const pieces: string[] = [];
  const inserted: number[] = [];
  let from = 0;
  let length = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < from) {
      continue;
    }
    add(original.slice(from, edit.start));
    const old = original.slice(edit.start, edit.end);
    const text = edit.text ?? blanks(old);
    for (let more = old.length; more < text.length; more++) {
      inserted.push(length + more);
    }
    add(text.padEnd(old.length));
    from = edit.end;
  }
  add(original.slice(from));
  return { text: pieces.join(''), offsetIn: (edited) => edited - countUpTo(inserted, edited) };
}

/** How many of the sorted numbers are not greater than the limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
