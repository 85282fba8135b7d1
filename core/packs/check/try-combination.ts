import { assertSafePath } from '../../commit/safe-path.ts';
import { UserError } from '../../errors.ts';
import type { OutputFile } from '../../plan/change.ts';
import { completeProject, projectTemplates } from '../../plan/render-new-project.ts';
import { projectProblems } from '../../verify/project-gate.ts';
import { teamRecord } from '../team-record.ts';
import { addFault } from './check-files.ts';
import type { Combination } from './combinations.ts';
import type { Occurrence } from './findings.ts';
import type { Trial } from './trial.ts';

/**
 * Renders a project of one kind, and judges it.
 *
 * @returns the files, or null where not all of them could be made
 */
export function tryCombination(at: {
  readonly trial: Trial;
  readonly combination: Combination;
  readonly occurrence: Occurrence;
}): readonly OutputFile[] | null {
  const { trial, combination, occurrence } = at;
  const { findings, placeOf, judge } = trial;
  const { options } = combination;
  const files = rendered(trial, combination, occurrence);
  if (!files) {
    return null;
  }
  const say = (path: string, line: number, message: string) => {
    const file = files.find((it) => it.path === path);
    const inside = path.slice(options.name.length + 1);
    const place = placeOf({ file, path: inside, line, message });
    findings.add({ ...place, severity: 'error', message }, occurrence);
  };
  for (const { path } of files) {
    try {
      assertSafePath(path);
    } catch (error) {
      say(path, 1, error instanceof UserError ? error.message : String(error));
    }
  }
  for (const { path, line, what } of projectProblems(files, options)) {
    say(path, line, what);
  }
  for (const { path, line, rule, message } of judge(options, files)) {
    say(path, line, `${rule} ${message}`);
  }
  return files;
}

/** Template by template, so that one which fails hides no other. */
function rendered(
  { team, spec, renderer, findings }: Trial,
  { options, answers }: Combination,
  occurrence: Occurrence,
): OutputFile[] | null {
  const { roots } = team;
  const record = teamRecord({ team, spec, answers });
  const source = { options, renderer, team: { roots, answers, record } };
  const { list, render } = projectTemplates(source);
  const files: OutputFile[] = [];
  for (const template of list) {
    try {
      files.push(render(template));
    } catch (error) {
      addFault(findings, error, occurrence);
    }
  }
  try {
    return files.length === list.length ? completeProject(source, files) : null;
  } catch (error) {
    addFault(findings, error, occurrence);
    return null;
  }
}
