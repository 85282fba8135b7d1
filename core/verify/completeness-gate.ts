import { derivedNames } from '../options/derived-names.ts';
import type { NewProjectOptions } from '../options/new-project-options.ts';
import type { PlanRule } from './verify.ts';

/** The files without which no dext is built; a team may do without any other. */
export function completenessGate(options: NewProjectOptions): PlanRule {
  const { name } = options;
  const { driverClass } = derivedNames(options);
  const needed = [
    `${name}.xcodeproj/project.pbxproj`,
    `Driver/${driverClass}.iig`,
    `Driver/${driverClass}.cpp`,
    'Driver/Info.plist',
    'Driver/Driver.entitlements',
  ].map((it) => `${name}/${it}`);
  return {
    id: 'complete',
    check: ({ changes }) =>
      needed
        .filter((path) => !changes.some((change) => change.path === path))
        .map((path) => ({
          rule: 'complete',
          severity: 'error',
          path,
          line: 1,
          message: 'is not written; no dext is built without it.',
        })),
  };
}
