import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onDisk } from '../commit/disk-error.ts';
import type { JsonFile } from './json-file.ts';

/**
 * Reads a JSON file that people write.
 *
 * @param cwd what the path in messages is relative to
 * @param place absolute
 * @throws ProjectError where it cannot be read
 */
export function readJsonFile(cwd: string, place: string): JsonFile {
  const shown = path.relative(cwd, place).replaceAll(path.sep, '/');
  const text = onDisk({ verb: 'read', path: shown }, () => readFileSync(place, 'utf8'));
  return { place, path: shown, text: text.replace(/^\uFEFF/, '') };
}
