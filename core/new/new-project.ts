import path from 'node:path';
import { commit } from '../commit/commit.ts';
import { planAgainstDisk } from '../commit/plan-against-disk.ts';
import { confirmWriting } from '../confirm-writing.ts';
import type { Face } from '../face.ts';
import type { NewProjectOptions } from '../options/new-project-options.ts';
import type { Switches } from '../options/switches.ts';
import { actionOf, type Plan } from '../plan/change.ts';
import { type ProjectTeam, renderNewProject } from '../plan/render-new-project.ts';
import { openRenderer } from '../render/open-renderer.ts';
import type { TemplateRoots } from '../render/template-roots.ts';
import { formatSteps, type NextStep, nextSteps } from '../show/next-steps.ts';
import { plural } from '../show/plural.ts';
import { tree } from '../show/tree.ts';
import { type PlanRule, verify } from '../verify/verify.ts';
import { changeDiff, settleConflicts } from './settle-conflicts.ts';

/** A new project that is planned and verified, and not written yet. */
export interface PlannedProject {
  readonly options: NewProjectOptions;
  readonly plan: Plan;
}

/**
 * options → plan → verify. Reads the disk, writes nothing.
 *
 * @param at.cwd the folder in which `./<Name>/` is to appear
 * @param at.roots where templates come from, first match wins; ours alone where it is left out
 * @param at.team a team's templates, with their answers; they bring roots of their own
 * @throws TemplateError, ProjectError
 */
export async function planNewProject(at: {
  options: NewProjectOptions;
  cwd: string;
  roots?: TemplateRoots;
  team?: ProjectTeam | undefined;
}): Promise<PlannedProject> {
  const { options, cwd, team } = at;
  const roots = team?.roots ?? at.roots;
  const renderer = await openRenderer(roots);
  const files = renderNewProject({ options, renderer, team });
  const plan = planAgainstDisk({ root: cwd, project: options.name, files });
  // What our own templates write is proved when the package is built, for every combination of
  // the options; a run need not load the grammar to prove it again.
  verify(plan, roots ? await gates(options) : [], team?.suspects);
  return { options, plan };
}

async function gates(options: NewProjectOptions): Promise<readonly PlanRule[]> {
  const { newProjectGates } = await import('../verify/new-project-gates.ts');
  return newProjectGates(options);
}

/**
 * show → commit. Asks about files that differ and for a last yes, unless told otherwise; writes
 * everything or nothing; prints what happened.
 *
 * @throws Cancelled, ProjectError; then nothing has changed
 */
export async function commitNewProject(at: {
  planned: PlannedProject;
  switches: Switches;
  face: Face;
}): Promise<void> {
  const { planned, switches, face } = at;
  if (switches.dryRun) {
    await printDryRun({ planned, switches, face });
    return;
  }
  const mayAsk = face.canAsk && !switches.yes;
  if (!switches.yes) {
    await confirmWriting({
      face,
      shown: () => tree({ files: shown(planned.plan), paint: face.paint.note }),
      message: `Write ${planned.options.name}/?`,
    });
  }
  const { plan, kept } = await settleConflicts({
    plan: planned.plan,
    face,
    force: switches.force,
    mayAsk,
  });
  commit(plan);
  // Of all files: one that was kept is there, too.
  const paths = planned.plan.changes.map((change) => change.path);
  const next = nextSteps(planned.options, paths);
  printResult({ planned: { ...planned, plan }, next, kept, switches, face });
}

async function printDryRun(at: {
  planned: PlannedProject;
  switches: Switches;
  face: Face;
}): Promise<void> {
  const { planned, switches, face } = at;
  const { changes, root } = planned.plan;
  if (switches.json) {
    face.print(asJson({ planned, next: [] }));
    return;
  }
  face.print(tree({ files: shown(planned.plan), whole: true, paint: face.paint.print }));
  for (const change of changes.filter((it) => actionOf(it) === 'change')) {
    face.print(await changeDiff({ change, root, paint: face.paint.print }));
  }
  face.note('Nothing was written (--dry-run).\n');
}

function printResult(at: {
  planned: PlannedProject;
  next: readonly NextStep[];
  kept: number;
  switches: Switches;
  face: Face;
}): void {
  const { planned, next, switches, face } = at;
  if (switches.json) {
    face.print(asJson({ planned, next }));
    return;
  }
  face.print(`${face.paint.print('green', outcome(at))}\n\nNext:\n${formatSteps(next)}`);
}

/** What was done, in one line. */
function outcome(at: { planned: PlannedProject; kept: number }): string {
  const { planned, kept } = at;
  const { name } = planned.options;
  const written = planned.plan.changes.filter((change) => actionOf(change) !== 'identical').length;
  if (written === 0) {
    return kept === 0
      ? `${name}/ is up to date; nothing was written.`
      : `Nothing was written to ${name}/; ${plural(kept, 'file')} kept that differ.`;
  }
  const keeping = kept === 0 ? '' : `; ${plural(kept, 'file')} kept that differ`;
  return `${name}/ is written: ${plural(written, 'file')}${keeping}.`;
}

/** The contract's JSON object: absolute project path, file paths relative to it. */
function asJson(at: { planned: PlannedProject; next: readonly NextStep[] }): string {
  const { plan, options } = at.planned;
  const object = {
    project: path.join(plan.root, options.name),
    files: shown(plan).map(({ path: file, action }) => ({
      path: file.slice(options.name.length + 1),
      action,
    })),
    next: at.next.map((step) => step.command),
  };
  return `${JSON.stringify(object)}\n`;
}

function shown(plan: Plan) {
  return plan.changes.map((change) => ({ path: change.path, action: actionOf(change) }));
}
