import { readFileSync } from 'node:fs';
import { sha256 } from '../plan/change.ts';
import { look } from './look.ts';

/** SHA-256 (hex) of a plain file, null where nothing is, `'other'` for anything else. */
export function hashOf(path: string): string | null {
  const stats = look(path);
  if (stats === null) {
    return null;
  }
  return stats.isFile() ? sha256(readFileSync(path)) : 'other';
}
