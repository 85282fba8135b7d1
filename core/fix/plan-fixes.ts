import type { Examined, SourceText } from '../check/analyse.ts';
import type { Finding } from '../rules/finding.ts';
import { conflicting } from './conflicts.ts';
import { edited } from './edited.ts';
import type { Fix, Fixer } from './fix.ts';
import { foundIn } from './found-in.ts';
import { isRightAfter } from './is-right-after.ts';

/** A fix and the findings that it puts right. */
export interface Proposal {
  readonly fix: Fix;
  readonly findings: readonly Finding[];
}

/** What is to be written, and what is not. */
export interface FixPlan {
  readonly proposals: readonly Proposal[];
  /** All sources, with the changes made. */
  readonly sources: readonly SourceText[];
  /** What is found in them then. */
  readonly findings: readonly Finding[];
  /** Of fixes that get in each other's way: their files are left alone. */
  readonly conflicts: readonly Proposal[];
  /** Fixes that did not help, or that something new would come of. */
  readonly refuted: readonly Proposal[];
}

/**
 * Finds what can be put right, tries it in memory and examines what comes of it. A fix stays in the
 * plan only where its findings are gone afterwards and nothing new was found.
 *
 * @param at.wanted the findings to put right, out of `before`
 * @param at.examine examines changed sources
 */
export function planFixes(at: {
  readonly sources: readonly SourceText[];
  readonly before: Examined;
  readonly wanted: readonly Finding[];
  readonly fixers: ReadonlyMap<string, Fixer>;
  /** Paths of the files that may be changed: others are only read. */
  readonly mayChange: ReadonlySet<string>;
  readonly examine: (sources: readonly SourceText[]) => Examined;
}): FixPlan {
  const { sources, before } = at;
  const all = proposalsFor(at);
  const conflicts = conflicting(all);
  const left = all.filter((it) => !conflicts.includes(it));
  const attempt = (proposals: readonly Proposal[]) => {
    const texts = edited(sources, proposals);
    const { findings } = proposals.length === 0 ? before : at.examine(texts);
    return {
      proposals,
      sources: texts,
      findings,
      isRight: isRightAfter(before.findings, findings, proposals),
    };
  };
  const together = attempt(left);
  if (together.isRight) {
    return { ...together, conflicts, refuted: [] };
  }
  const proved = left.length > 1 ? left.filter((it) => attempt([it]).isRight) : [];
  const rest = attempt(proved);
  const kept = rest.isRight ? rest : attempt([]);
  const refuted = left.filter((it) => !kept.proposals.includes(it));
  return { ...kept, conflicts, refuted };
}

/** One for each different fix: two findings may be put right by the same one. */
function proposalsFor(at: Parameters<typeof planFixes>[0]): Proposal[] {
  const proposals = new Map<string, Proposal>();
  for (const finding of at.wanted) {
    const found = foundIn(at.before, finding);
    const fix = (found && at.fixers.get(finding.rule)?.(found)) ?? null;
    if (fix?.edits.every((it) => at.mayChange.has(it.file.path))) {
      const key = JSON.stringify(fix.edits.map((it) => [it.file.path, it.start, it.end, it.text]));
      const known = proposals.get(key);
      proposals.set(key, { fix, findings: [...(known?.findings ?? []), finding] });
    }
  }
  return [...proposals.values()];
}
