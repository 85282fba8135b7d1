import type { NewProjectOptions } from '../options/new-project-options.ts';
import { checkProject } from './project/check-project.ts';
import type { PlanRule } from './verify.ts';

/** Whether Xcode can read what is about to be written, and its parts agree with each other. */
export function projectGate(options: NewProjectOptions): PlanRule {
  const folder = `${options.name}/`;
  return {
    id: 'project',
    check: ({ changes }) =>
      checkProject(
        new Map(changes.map(({ path, bytes }) => [path.slice(folder.length), bytes])),
        options,
      ).map(({ path, line, what }) => ({
        rule: null,
        severity: 'error',
        path: folder + path,
        line,
        message: `${what}.`,
      })),
  };
}
