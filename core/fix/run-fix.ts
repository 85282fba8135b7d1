import { examine } from '../check/analyse.ts';
import type { CheckTools } from '../check/check-tools.ts';
import { type Gathered, gather } from '../check/gather.ts';
import { judge } from '../check/judge.ts';
import { withProgress } from '../check/progress.ts';
import { statusOf, tell } from '../check/tell.ts';
import { commit } from '../commit/commit.ts';
import { confirmWriting, refuseWithoutTerminal } from '../confirm-writing.ts';
import type { Face } from '../face.ts';
import type { CheckOptions } from '../options/resolve-check.ts';
import { plural } from '../show/plural.ts';
import { loadParser } from '../source/parse.ts';
import { FIXERS } from './fixers.ts';
import { type FixPlan, planFixes } from './plan-fixes.ts';
import { changedPairs, diffOf, linesOf, sizeOf } from './tell-fixes.ts';
import { toPlan } from './to-plan.ts';

/**
 * gather → examine → plan → show → ask → commit → tell what remains.
 *
 * @returns the exit status, by what is on disk then
 * @throws UsageError, ProjectError, Cancelled; then nothing has changed
 */
export async function runFix(options: CheckOptions, tools: CheckTools): Promise<number> {
  const { face } = tools;
  if (!options.yes && !options.dryRun) {
    refuseWithoutTerminal(face);
  }
  const gathered = gather(options, tools);
  const { texts } = gathered;
  const { plan, before } = await withProgress(
    {
      face,
      what: `Checking ${plural(gathered.asked.size, 'file')}`,
      size: texts.reduce((sum, it) => sum + it.text.length, 0),
    },
    () => findFixes(gathered, options, face),
  );
  const pairs = changedPairs(texts, plan.sources);
  const isDryRun = options.dryRun && options.format === 'text' && options.outputFile === null;
  const show = isDryRun ? face.print : face.note;
  show(diffOf(texts, plan.sources, isDryRun ? face.paint.print : face.paint.note));
  face.note(linesOf(plan));
  if (pairs.length === 0) {
    face.note('Nothing was found that --fix can put right.\n');
    return tell({ ...before, options, tools });
  }
  if (options.dryRun) {
    face.note('Nothing was written (--dry-run).\n');
    return isDryRun ? statusOf(before) : tell({ ...before, options, tools });
  }
  if (!options.yes) {
    await confirmWriting({ face, message: `Fix ${sizeOf(plan)}?` });
  }
  write(gathered, plan, face);
  face.note(`Fixed: ${sizeOf(plan)}.\n`);
  const after = judge({
    gathered,
    texts: plan.sources,
    analysed: plan.findings,
    options,
    cwd: face.cwd,
  });
  return tell({ ...after, options, tools });
}

async function findFixes(gathered: Gathered, options: CheckOptions, face: Face) {
  const { texts } = gathered;
  const parser = await loadParser();
  const examined = examine({ parser, sources: texts });
  const analysed = examined.findings;
  const before = judge({ gathered, texts, analysed, options, cwd: face.cwd });
  const plan = planFixes({
    sources: texts,
    before: examined,
    wanted: before.report.findings,
    fixers: FIXERS,
    mayChange: gathered.asked,
    examine: (sources) => examine({ parser, sources }),
  });
  return { plan, before };
}

function write(gathered: Gathered, plan: FixPlan, face: Face): void {
  const changed = changedPairs(gathered.texts, plan.sources).flatMap(([before, after]) => {
    const source = gathered.sources.find((it) => it.path === before.path);
    return source ? [{ source, before, after }] : [];
  });
  commit(toPlan(face.cwd, changed));
}
