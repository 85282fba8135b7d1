import { readFileSync } from 'node:fs';
import { sha256Hex } from '../hash.ts';
import { look } from './look.ts';

/** SHA-256 (hex) of a plain file, null where nothing is, `'other'` for anything else. */
export function hashOf(path: string): string | null {
  const stats = look(path);
  if (stats === null) {
    return null;
  }
  return stats.isFile() ? sha256Hex(readFileSync(path)) : 'other';
}
