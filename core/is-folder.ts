import { statSync } from 'node:fs';

/** Whether a folder stands there, links followed; false too for what may not be looked at. */
export function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}
