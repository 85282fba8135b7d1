import type { SourceFile } from '../source/source-file.ts';
import type { Insertion } from './insertion.ts';

/**
 * The text of a file with the pieces in it. Pieces for the same place keep the order in which they
 * are given; those of other files are left out.
 *
 * @throws RangeError for an offset that is no place between two characters of the file
 */
export function applyInsertions(file: SourceFile, insertions: readonly Insertion[]): string {
  const { text } = file;
  const own = insertions.filter((it) => it.file === file).sort((a, b) => a.offset - b.offset); // stable, as the language promises
  const parts: string[] = [];
  let from = 0;
  for (const { offset, text: piece, piece: name } of own) {
    if (!isBetween(text, offset)) {
      throw new RangeError(`${file.path}: ${name} cannot go in at ${offset}.`);
    }
    parts.push(text.slice(from, offset), piece);
    from = offset;
  }
  return [...parts, text.slice(from)].join('');
}

/** Inside of the text, and not in the middle of a line end or of a surrogate pair. */
function isBetween(text: string, offset: number): boolean {
  if (!Number.isInteger(offset) || offset < 0 || offset > text.length) {
    return false;
  }
  const around = text.slice(Math.max(0, offset - 1), offset + 1);
  return offset === 0 || (around !== '\r\n' && !/^[\ud800-\udbff][\udc00-\udfff]$/.test(around));
}
