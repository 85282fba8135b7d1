import type { NewProjectOptions } from '../options/new-project-options.ts';
import type { OutputFile } from '../plan/change.ts';
import { checkProject } from './project/check-project.ts';
import type { ProjectProblem } from './project/project-under-check.ts';
import type { PlanRule } from './verify.ts';

/** Whether Xcode can read what is about to be written, and its parts agree with each other. */
export function projectGate(options: NewProjectOptions): PlanRule {
  return {
    id: 'project',
    check: ({ changes }) =>
      projectProblems(changes, options).map(({ path, line, what }) => ({
        rule: null,
        severity: 'error',
        path,
        line,
        message: `${what}.`,
      })),
  };
}

/** What is wrong with the files of a project, by their paths in a plan: below a folder of its name. */
export function projectProblems(
  files: readonly OutputFile[],
  options: NewProjectOptions,
): ProjectProblem[] {
  const folder = `${options.name}/`;
  const inside = new Map(files.map(({ path, bytes }) => [path.slice(folder.length), bytes]));
  return checkProject(inside, options).map((it) => ({ ...it, path: folder + it.path }));
}
