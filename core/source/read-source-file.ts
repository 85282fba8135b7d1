import { readFileSync, statSync } from 'node:fs';
import { errno } from '../commit/look.ts';

/** Files that are larger are no sources that a person wrote. */
const LARGEST = 5 * 1024 * 1024;

/**
 * The bytes of a source.
 *
 * @param place absolute path
 * @returns why not, in words, where it cannot be read or is no text
 */
export function readSourceFile(place: string): Buffer | string {
  try {
    if (statSync(place).size > LARGEST) {
      return 'it is larger than 5 MB';
    }
    const bytes = readFileSync(place);
    return bytes.includes(0) ? 'it is not text: there is a NUL byte in it' : bytes;
  } catch (error) {
    const code = errno(error);
    if (code === undefined) {
      throw error;
    }
    return code === 'EACCES' || code === 'EPERM' ? 'there is no permission to read it' : code;
  }
}
