import path from 'node:path';
import type { Face } from '../face.ts';
import { type Given, isOn } from '../options/option.ts';
import { resolveNewProject } from '../options/resolve-new-project.ts';
import type { TeamForNew } from '../packs/team-for-new.ts';
import { type PlannedProject, planNewProject } from './new-project.ts';

/**
 * Everything of `new` before the last yes: completes the options by asking, and plans.
 * commitNewProject is next.
 *
 * @throws UsageError, ProjectError, Cancelled; then nothing was written
 */
export async function prepareNew(at: {
  readonly given: Given;
  readonly face: Face;
}): Promise<PlannedProject> {
  const { given, face } = at;
  const spec = given.get('templates');
  const team = spec === undefined ? null : await teamOnLine(spec, face.cwd);
  const sources = {
    given,
    yes: isOn(given, 'yes'),
    folderName: path.basename(face.cwd),
    canAsk: face.canAsk,
    ask: face.ask,
  };
  const { options, answers, notes } = await resolveNewProject(sources, team?.options);
  for (const note of [...(team?.notes ?? []), ...notes]) {
    face.note(`Note: ${note}\n`);
  }
  return planNewProject({ options, cwd: face.cwd, team: team?.forProject(answers) });
}

/** Loaded only here: most runs have our templates alone. */
async function teamOnLine(spec: string, cwd: string): Promise<TeamForNew | null> {
  const { teamForNew } = await import('../packs/team-for-new.ts');
  return teamForNew(spec, cwd);
}
