/** A stretch of a text and what is to stand there instead; an insertion where it is empty. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Makes all the changes; insertions at one place keep their order.
 *
 * @throws RangeError where two of them are about the same characters
 */
export function applyReplacements(text: string, changes: readonly Replacement[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const change of [...changes].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (change.start < from || change.end < change.start || change.end > text.length) {
      throw new RangeError(`a change of ${change.start} to ${change.end} cannot be made`);
    }
    parts.push(text.slice(from, change.start), change.text);
    from = change.end;
  }
  return [...parts, text.slice(from)].join('');
}
