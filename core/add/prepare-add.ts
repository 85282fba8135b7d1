import path from 'node:path';
import type { Face } from '../face.ts';
import { type Given, isOn } from '../options/option.ts';
import { readGivenPlace, resolveAddedTimer } from '../options/resolve-add.ts';
import { recoverAndTell } from '../recover-and-tell.ts';
import type { PlanAddedTimer, PlannedTimer } from './add-timer.ts';
import { chooseClass } from './choose-class.ts';
import { findDext } from './find-dext.ts';
import { remembered } from './remembered.ts';
import { teamOfProject } from './team-of-project.ts';

/**
 * Everything of `add` before the last yes: finds the driver, completes the options by asking, and
 * plans. commitTimer is next.
 *
 * @param at.planAddedTimer stands in for the real one where what goes in is not the point
 * @throws UsageError, ProjectError, Cancelled; then nothing was written
 */
export async function prepareAdd(at: {
  readonly given: Given;
  readonly face: Face;
  readonly planAddedTimer?: PlanAddedTimer;
}): Promise<PlannedTimer> {
  const { given, face } = at;
  const yes = isOn(given, 'yes');
  const { project, className } = readGivenPlace(given);
  const where = findDext({ cwd: face.cwd, project });
  // An interrupted run may have left its traces there, and not above the working directory.
  recoverAndTell({ ...face, cwd: where.folder });
  // Loaded here: help, a wrong line or a folder without a driver need neither grammar nor rules.
  const { openInterfaces, openWhole } = await import('./open-dext.ts');
  const interfaces = await openInterfaces({ where, cwd: face.cwd });
  const chosen = await chooseClass({ dext: interfaces, className, yes, face });
  const known = remembered(where.upwards, face.cwd);
  const team = await teamOfProject({ given, project: known, face });
  const tell = (notes: readonly string[]) => {
    for (const note of notes) {
      face.note(`Note: ${note}\n`);
    }
  };
  // Before anything is asked for want of what they are about.
  tell([...known.notes, ...team.notes]);
  const { timer, answers, notes } = await resolveAddedTimer({
    sources: {
      // The project's own answers to the team's questions stand, unless the line gives others.
      given: new Map([...team.answers, ...given]),
      yes,
      folderName: path.basename(face.cwd),
      canAsk: face.canAsk,
      ask: face.ask,
      facts: known.facts,
    },
    team: team.options,
  });
  const { dext, driver } = await openWhole({ dext: interfaces, driver: chosen, face });
  tell([...notes, ...dext.notes]);
  const planAddedTimer =
    at.planAddedTimer ?? (await import('./plan-added-timer.ts')).planAddedTimer;
  const { planTimer } = await import('./add-timer.ts');
  const manual = isOn(given, 'manual');
  return planTimer({ dext, driver, timer, manual, planAddedTimer, roots: team.roots, answers });
}
