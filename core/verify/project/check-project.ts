import type { NewProjectOptions } from '../../options/new-project-options.ts';
import { checkDriverSource } from './driver-source.ts';
import { checkEntitlements } from './entitlements.ts';
import { checkInfoPlist } from './info-plist.ts';
import { type ProjectProblem, projectUnderCheck } from './project-under-check.ts';
import { checkTextFiles } from './text-files.ts';
import { checkXcconfigs } from './xcconfig.ts';
import { checkXcodeProject } from './xcode-project.ts';

/**
 * What can be checked of any emitted project without a Mac: that Xcode can read it, and that its
 * parts agree with each other and with the options, whatever a team has changed in it.
 *
 * @param files bytes or text by path inside the project's folder
 * @param options those that the project was made from
 * @returns problems; none is good
 */
export function checkProject(
  files: ReadonlyMap<string, Uint8Array | string>,
  options: NewProjectOptions,
): ProjectProblem[] {
  const problems: ProjectProblem[] = [];
  const project = projectUnderCheck({ files, options, problems });
  checkTextFiles(project);
  const graph = checkXcodeProject(project);
  checkXcconfigs(project, graph);
  checkInfoPlist(project);
  checkEntitlements(project);
  checkDriverSource(project, graph);
  return problems;
}
