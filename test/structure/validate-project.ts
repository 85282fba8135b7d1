import type { NewProjectOptions } from '../../core/options/new-project-options.ts';
import { checkDriverSource } from './driver-source.ts';
import { checkEntitlements } from './entitlements.ts';
import { checkEveryFile } from './every-file.ts';
import { checkInfoPlist } from './info-plist.ts';
import { checkXcodeProject } from './pbxproj.ts';
import { projectUnderTest } from './project-files.ts';
import { checkSwift } from './swift.ts';
import { checkXcconfigs } from './xcconfig.ts';

/**
 * Everything about an emitted project that can be checked without a Mac: that Xcode can read it,
 * and that its parts agree with each other and with the options.
 *
 * @param files bytes or text by path inside the project's folder
 * @param expected the options that the project was made from
 * @returns problems, each beginning with the file; empty is good
 */
export function validateProject(
  files: ReadonlyMap<string, Uint8Array | string>,
  expected: NewProjectOptions,
): string[] {
  const problems: string[] = [];
  const project = projectUnderTest({ files, options: expected, problems });
  checkEveryFile(project);
  checkXcodeProject(project);
  checkXcconfigs(project);
  checkInfoPlist(project);
  checkEntitlements(project);
  checkDriverSource(project);
  checkSwift(project);
  return [...new Set(problems)];
}
