import { readFileSync } from 'node:fs';
import { onDisk } from '../commit/disk-error.ts';
import { shownPath } from '../show/shown-path.ts';
import type { JsonFile } from './json-file.ts';

/**
 * Reads a JSON file that people write.
 *
 * @param cwd what the path in messages is relative to
 * @param place absolute
 * @throws ProjectError where it cannot be read
 */
export function readJsonFile(cwd: string, place: string): JsonFile {
  const shown = shownPath(cwd, place);
  const text = onDisk({ verb: 'read', path: shown }, () => readFileSync(place, 'utf8'));
  return { place, path: shown, text: text.replace(/^\uFEFF/, '') };
}
