import type { SourceFile } from '../source/source-file.ts';

/** A piece of our templates, written as the file is that it goes into. */
export function restyled(_file: SourceFile, text: string): string {
  return text;
}
