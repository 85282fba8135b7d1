import type { Insertion } from '../edit/insertion.ts';
import type { Finding } from '../rules/finding.ts';
import { positionOf } from '../source/source-file.ts';

/**
 * Whether a finding is about an error that is only passed on. The new Start returns what its old
 * body returned, which undid its own work or did not; and what its Stop leaves open stays open
 * where the timer fails, as it does whenever the driver is stopped. Neither comes of the timer.
 */
export function isPassedOn(
  { rule, severity, path, line }: Finding,
  insertions: readonly Insertion[],
): boolean {
  const start = insertions.find((it) => /^the (?:new Start|start)$/.test(it.piece));
  if (rule !== 'DK34' || !start || start.file.path !== path) {
    return false;
  }
  const before = insertions
    .filter((it) => it.file === start.file && it.offset < start.offset)
    .reduce((sum, it) => sum + it.text.split('\n').length - 1, 0);
  const first = positionOf(start.file, start.offset).line + before;
  const lines = start.text.split('\n');
  const undo = first + lines.findIndex((it) => it.includes('Stop_Impl'));
  const isUndone = undo <= line && line < first + lines.length;
  return (first <= line && line < undo - 1) || (isUndone && severity === 'warning');
}
