import { examine } from '../../core/check/analyse.ts';
import type { Fixer } from '../../core/fix/fix.ts';
import { FIXERS } from '../../core/fix/fixers.ts';
import { type FixPlan, planFixes } from '../../core/fix/plan-fixes.ts';
import { loadParser } from '../../core/source/parse.ts';

const parser = await loadParser();

/** Plans the fixes of a small driver. */
export function tryFixes(
  files: Readonly<Record<string, string>>,
  changes: {
    readonly fixers?: ReadonlyMap<string, Fixer>;
    readonly mayChange?: ReadonlySet<string>;
  } = {},
): FixPlan {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const before = examine({ parser, sources });
  return planFixes({
    sources,
    before,
    wanted: before.findings,
    fixers: FIXERS,
    mayChange: new Set(Object.keys(files)),
    examine: (changed) => examine({ parser, sources: changed }),
    ...changes,
  });
}

/** The lines that a plan takes away and puts in, all files one behind the other. */
export function changedLines(files: Readonly<Record<string, string>>, plan: FixPlan): string[] {
  return plan.sources.flatMap(({ path, text }) => {
    const before = (files[path] ?? '').split('\n');
    const after = text.split('\n');
    return [
      ...without(before, after).map((it) => `-${it}`),
      ...without(after, before).map((it) => `+${it}`),
    ];
  });
}

/** Lines that are in one list more often than in the other. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) {
      left.splice(at, 1);
    }
    return at === -1;
  });
}
