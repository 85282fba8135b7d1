import { INFO_PLIST, plistIn, wantedPersonality } from '../../core/verify/project/info-plist.ts';
import type { PlistDict } from '../../core/verify/project/plist-reader.ts';
import type { ProjectUnderCheck } from '../../core/verify/project/project-under-check.ts';

/**
 * The driver's Info.plist has exactly one personality, and nothing beyond what it needs. For USB
 * its keys are one row of Apple QA1076, where a surplus key is as wrong as a missing one.
 */
export function checkInfoPlist(project: ProjectUnderCheck): void {
  const plist = plistIn(project, INFO_PLIST);
  if (!plist) {
    return;
  }
  const driverClass = `${project.options.name}Driver`;
  // The rest is generated; a key here would hide what the build settings say.
  compareKeys(project, 'the Info.plist', plist, ['IOKitPersonalities', 'OSBundleUsageDescription']);
  const personalities = plist.get('IOKitPersonalities');
  const personality = personalities instanceof Map ? personalities.get(driverClass) : undefined;
  if (
    !(personality instanceof Map) ||
    !(personalities instanceof Map) ||
    personalities.size !== 1
  ) {
    project.problem(INFO_PLIST, `IOKitPersonalities does not hold ${driverClass} alone`);
    return;
  }
  const wanted = [...wantedPersonality(project.options).keys()];
  compareKeys(project, 'the personality', personality, wanted);
}

function compareKeys(
  project: ProjectUnderCheck,
  what: string,
  dict: PlistDict,
  wanted: readonly string[],
): void {
  const surplus = [...dict.keys()].filter((key) => !wanted.includes(key));
  const missing = wanted.filter((key) => !dict.has(key));
  if (surplus.length > 0 || missing.length > 0) {
    project.problem(INFO_PLIST, `${what} has too much [${surplus}], lacks [${missing}]`);
  }
}
