import type { SourceText } from '../check/analyse.ts';
import type { Paint } from '../show/paint.ts';
import { plural } from '../show/plural.ts';
import { unifiedDiff } from '../show/unified-diff.ts';
import type { FixPlan, Proposal } from './plan-fixes.ts';

/** The changes as unified diffs. */
export function diffOf(
  before: readonly SourceText[],
  after: readonly SourceText[],
  paint: Paint,
): string {
  return changedPairs(before, after)
    .map(([old, now]) => unifiedDiff({ path: old.path, before: old.text, after: now.text, paint }))
    .join('');
}

/** Sources that differ, before and after. */
export function changedPairs(
  before: readonly SourceText[],
  after: readonly SourceText[],
): [SourceText, SourceText][] {
  return before.flatMap((old, index): [SourceText, SourceText][] => {
    const now = after[index];
    return now && now.text !== old.text ? [[old, now]] : [];
  });
}

/** What will be done and what will not, a line each. */
export function linesOf({ proposals, conflicts, refuted }: FixPlan): string {
  const lines = [
    ...proposals.map((it) => `${placeOf(it)} ${it.fix.rule}: ${it.fix.title}.`),
    ...conflicts.map(
      (it) =>
        `${placeOf(it)} ${it.fix.rule}: left alone, two fixes of this file get in each other's way.`,
    ),
    ...refuted.map(
      (it) => `${placeOf(it)} ${it.fix.rule}: left alone, the fix did not pass the check.`,
    ),
  ];
  return lines.map((it) => `${it}\n`).join('');
}

/** `2 findings in 1 file`. */
export function sizeOf({ proposals }: FixPlan): string {
  const files = new Set(proposals.flatMap((it) => it.fix.edits.map((edit) => edit.file.path)));
  const findings = proposals.reduce((sum, it) => sum + it.findings.length, 0);
  return `${plural(findings, 'finding')} in ${plural(files.size, 'file')}`;
}

function placeOf({ findings: [first] }: Proposal): string {
  return first ? `${first.path}:${first.line}` : '';
}
