import path from 'node:path';
import { commit } from '../../commit/commit.ts';
import { confirmWriting } from '../../confirm-writing.ts';
import { UsageError } from '../../errors.ts';
import type { Face } from '../../face.ts';
import { changeDiff } from '../../new/settle-conflicts.ts';
import { type Given, listOf } from '../../options/option.ts';
import { type Switches, switchesOf } from '../../options/switches.ts';
import { NO_TEMPLATES } from '../../options/templates-flag.ts';
import { actionOf } from '../../plan/change.ts';
import { recoverAndTell } from '../../recover-and-tell.ts';
import { formatSteps, type NextStep } from '../../show/next-steps.ts';
import { tree } from '../../show/tree.ts';
import { nearestFolder, type PlannedEject, planEject } from './plan-eject.ts';

/**
 * `templates eject`: plan → show → commit.
 *
 * @returns 0
 * @throws UsageError, ProjectError, Cancelled; then nothing has changed
 */
export async function runEject(at: {
  readonly given: Given;
  readonly face: Face;
}): Promise<number> {
  const { given, face } = at;
  const switches = switchesOf(given);
  const spec = given.get('templates');
  if (spec === undefined || spec === NO_TEMPLATES) {
    throw new UsageError({
      code: 'usage',
      flag: '--templates',
      message: '--templates names no pack: give the folder that the templates go into.',
    });
  }
  const folder = path.resolve(face.cwd, spec);
  // An interrupted run may have left its traces in the pack, and not above the working directory.
  recoverAndTell({ ...face, cwd: nearestFolder(folder) });
  const names = listOf(given, 'paths');
  const planned = planEject({ names, folder, cwd: face.cwd, force: switches.force });
  if (switches.dryRun) {
    await printDryRun({ planned, switches, face });
    return 0;
  }
  if (!switches.yes) {
    await confirmWriting({
      face,
      shown: () => tree({ files: changesOf(planned), paint: face.paint.note }),
      message: `Write to ${shownFolder(planned, face)}?`,
    });
  }
  commit(planned.plan);
  printResult({ planned, switches, face });
  return 0;
}

interface Printed {
  readonly planned: PlannedEject;
  readonly switches: Switches;
  readonly face: Face;
}

async function printDryRun({ planned, switches, face }: Printed): Promise<void> {
  if (switches.json) {
    face.print(asJson(planned, []));
    return;
  }
  const paint = face.paint.print;
  const { changes, root } = planned.plan;
  face.print(tree({ files: changesOf(planned), whole: true, paint }));
  for (const change of changes.filter((it) => actionOf(it) === 'change')) {
    face.print(await changeDiff({ change, root, paint }));
  }
  face.note('Nothing was written (--dry-run).\n');
}

function printResult({ planned, switches, face }: Printed): void {
  const folder = shownFolder(planned, face);
  const pack = forShell(folder);
  const next: NextStep[] = [
    { command: `dext-timer templates list --templates ${pack}`, why: 'what it overrides' },
    { command: `dext-timer templates check ${pack}`, why: 'once it is changed' },
  ];
  if (switches.json) {
    face.print(asJson(planned, next));
    return;
  }
  const count = planned.templates.length;
  const done = `${count} ${count === 1 ? 'template is' : 'templates are'} in ${folder}, to be changed there.`;
  face.print(`${face.paint.print('green', done)}\n\nNext:\n${formatSteps(next)}`);
}

/** As it can be given on the line again. */
function shownFolder({ folder }: PlannedEject, { cwd }: Face): string {
  const inside = path.relative(cwd, folder).replaceAll(path.sep, '/');
  return /^\.\.?(\/|$)/.test(inside) ? inside : `./${inside}`;
}

/** One word for the shell. */
function forShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function changesOf({ plan }: PlannedEject) {
  return plan.changes.map((change) => ({ path: change.path, action: actionOf(change) }));
}

/** Like that of `new`: the pack's absolute path, and the files relative to it. */
function asJson(planned: PlannedEject, next: readonly NextStep[]): string {
  const { folder, plan } = planned;
  const files = plan.changes.map((change) => ({
    path: path.relative(folder, path.join(plan.root, change.path)).replaceAll(path.sep, '/'),
    action: actionOf(change),
  }));
  return `${JSON.stringify({ pack: folder, files, next: next.map((it) => it.command) })}\n`;
}
