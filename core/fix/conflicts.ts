import type { FixEdit } from './fix.ts';
import type { Proposal } from './plan-fixes.ts';

/**
 * The fixes of files in which two of them get in each other's way. Which of the two is right is not
 * for us to say, and what the others are worth without them neither.
 */
export function conflicting(proposals: readonly Proposal[]): readonly Proposal[] {
  const files = new Set<string>();
  for (const [index, one] of proposals.entries()) {
    for (const other of proposals.slice(index + 1)) {
      for (const path of clashes(one, other)) {
        files.add(path);
      }
    }
  }
  return proposals.filter((it) => it.fix.edits.some((edit) => files.has(edit.file.path)));
}

function clashes(one: Proposal, other: Proposal): string[] {
  return one.fix.edits.flatMap((edit) =>
    other.fix.edits.some((it) => meets(edit, it)) ? [edit.file.path] : [],
  );
}

/** Both are about the same characters, or put something into the same place. */
function meets(one: FixEdit, other: FixEdit): boolean {
  return one.file.path === other.file.path && one.start <= other.end && other.start <= one.end;
}
