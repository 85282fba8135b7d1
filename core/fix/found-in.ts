import type { Examined } from '../check/analyse.ts';
import type { Finding } from '../rules/finding.ts';
import type { Found } from './fix.ts';

/**
 * A finding as the rules made it, with its file and offset; undefined for what no rule found.
 *
 * @param finding the same, perhaps with the severity that a configuration gives it
 */
export function foundIn(
  { files, subject, findings }: Examined,
  { rule, path, line, column }: Finding,
): Found | undefined {
  const file = files.find((it) => it.path === path);
  const finding = findings.find(
    (it) => it.rule === rule && it.path === path && it.line === line && it.column === column,
  );
  return file && finding && { finding, file, offset: offsetOf(file.text, finding), subject };
}

function offsetOf(text: string, { line, column }: Finding): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    start = text.indexOf('\n', start) + 1;
  }
  return start + column - 1;
}
