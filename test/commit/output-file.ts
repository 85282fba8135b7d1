import type { FileMode, OutputFile } from '../../core/plan/change.ts';

/** A file to write, from text. */
export function outputFile(path: string, text: string, mode: FileMode = 0o644): OutputFile {
  return { path, bytes: Buffer.from(text), mode, origins: () => [] };
}
