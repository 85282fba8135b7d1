import { readSourceFile } from '../source/read-source-file.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** A source as it is on disk. */
export interface DiskFile {
  /** Absolute path. */
  readonly place: string;
  /** Relative to the working directory, separated by `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Without a byte order mark, so that offset 0 is where the code begins. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  /** Where the first byte is that is no UTF-8, as a line from 1; null where all is well. */
  readonly foreignLine: number | null;
}

/** Reads a source; text that explains why not where it cannot be read. */
export function readDiskFile(at: {
  readonly place: string;
  readonly path: string;
}): DiskFile | string {
  const bytes = readSourceFile(at.place);
  if (typeof bytes === 'string') {
    return bytes;
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const hasByteOrderMark = text.startsWith(BYTE_ORDER_MARK);
  return {
    ...at,
    bytes,
    text: hasByteOrderMark ? text.slice(BYTE_ORDER_MARK.length) : text,
    hasByteOrderMark,
    foreignLine: foreignLineIn(bytes, text),
  };
}

/** The bytes of a file with a new text. */
export function bytesOf(file: DiskFile, text: string): Uint8Array {
  return Buffer.from(file.hasByteOrderMark ? BYTE_ORDER_MARK + text : text);
}

/** Decoding puts another character in the place of what is no UTF-8, so the bytes differ. */
function foreignLineIn(bytes: Buffer, text: string): number | null {
  const again = Buffer.from(text);
  if (bytes.equals(again)) {
    return null;
  }
  const first = again.findIndex((byte, index) => byte !== bytes[index]);
  return again
    .subarray(0, first === -1 ? again.length : first)
    .toString('latin1')
    .split('\n').length;
}
