import type { NewProjectOptions } from '../../core/options/new-project-options.ts';
import { checkProject } from '../../core/verify/project/check-project.ts';
import {
  type ProjectProblem,
  projectUnderCheck,
} from '../../core/verify/project/project-under-check.ts';
import { checkEntitlements } from './entitlements.ts';
import { checkEveryFile } from './every-file.ts';
import { checkInfoPlist } from './info-plist.ts';
import { checkXcodeProject } from './pbxproj.ts';
import { checkSwift } from './swift.ts';
import { checkXcconfigs } from './xcconfig.ts';

/**
 * Everything about a project of our own templates that can be checked without a Mac: what is checked
 * of any project, and beyond it that every file is exactly as it should be.
 *
 * @param files bytes or text by path inside the project's folder
 * @param expected the options that the project was made from
 * @returns problems, each beginning with the file; empty is good
 */
export function validateProject(
  files: ReadonlyMap<string, Uint8Array | string>,
  expected: NewProjectOptions,
): string[] {
  const problems: ProjectProblem[] = checkProject(files, expected);
  const project = projectUnderCheck({ files, options: expected, problems });
  checkEveryFile(project);
  checkXcodeProject(project);
  checkXcconfigs(project);
  checkInfoPlist(project);
  checkEntitlements(project);
  checkSwift(project);
  return [...new Set(problems.map(({ path, what }) => `${path}: ${what}`))];
}
