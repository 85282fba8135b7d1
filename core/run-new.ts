import path from 'node:path';
import type { Face } from './face.ts';
import { type PlannedProject, planNewProject } from './new-project.ts';
import { helpText } from './options/help-text.ts';
import { NEW_COMMAND } from './options/new-command.ts';
import { type Given, isOn } from './options/option.ts';
import { resolveNewProject } from './options/resolve-new-project.ts';
import { version } from './version.ts';

/**
 * Answers `--help` and `--version`.
 *
 * @param at.as the face as the help calls it
 * @returns whether one of them was asked for; then there is nothing else to do
 */
export function tellAboutNew(at: {
  readonly given: Given;
  readonly face: Face;
  readonly as: 'command' | 'yeoman';
}): boolean {
  if (isOn(at.given, 'help')) {
    at.face.print(helpText({ command: NEW_COMMAND, face: at.as }));
    return true;
  }
  if (isOn(at.given, 'version')) {
    at.face.print(`${version}\n`);
    return true;
  }
  return false;
}

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
  const { options, notes } = await resolveNewProject({
    given,
    yes: isOn(given, 'yes'),
    folderName: path.basename(face.cwd),
    canAsk: face.canAsk,
    ask: face.ask,
  });
  for (const note of notes) {
    face.note(`Note: ${note}\n`);
  }
  return planNewProject({ options, cwd: face.cwd });
}
