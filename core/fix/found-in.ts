import type { Examined } from '../check/analyse.ts';
import type { Finding } from '../rules/finding.ts';
import type { Found } from './fix.ts';

/** A finding with its file and offset; undefined where its file was not among the sources. */
export function foundIn({ files, subject }: Examined, finding: Finding): Found | undefined {
  const file = files.find((it) => it.path === finding.path);
  return file && { finding, file, offset: offsetOf(file.text, finding), subject };
}

function offsetOf(text: string, { line, column }: Finding): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    start = text.indexOf('\n', start) + 1;
  }
  return start + column - 1;
}
