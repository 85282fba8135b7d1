import { fnv1aHex } from '../hash.ts';

/**
 * The objects of the Xcode project, each by the part that it plays. An id counts the place in this
 * list: new roles go to its end, so that the others keep theirs.
 */
const roles = [
  'appDebug',
  'appConfigurations',
  'appFolder',
  'appFrameworks',
  'appProduct',
  'appRelease',
  'appResources',
  'appSources',
  'appTarget',
  'appXcconfig',
  'configGroup',
  'driverConfigurations',
  'driverDebug',
  'driverDependency',
  'driverEmbedded',
  'driverEmbedPhase',
  'driverExceptions',
  'driverFolder',
  'driverFrameworks',
  'driverHeaders',
  'driverProduct',
  'driverProxy',
  'driverRelease',
  'driverResources',
  'driverSources',
  'driverTarget',
  'driverXcconfig',
  'driverKitFramework',
  'driverKitLinked',
  'familyFramework',
  'familyLinked',
  'frameworksGroup',
  'mainGroup',
  'productsGroup',
  'project',
  'projectConfigurations',
  'projectDebug',
  'projectRelease',
  'sharedXcconfig',
] as const;

export type XcodeRole = (typeof roles)[number];

/**
 * Ids for the objects of an Xcode project: 24 upper-case hex digits. As in Xcode's own, most of
 * the digits are the project's and the last ones count its objects. They follow from the bundle
 * id and the role alone, so that the same options give the same file, and two projects in one
 * workspace do not share ids.
 *
 * @param bundleId the dext's bundle id
 */
export function xcodeIds(bundleId: string): Record<XcodeRole, string> {
  const project = fnv1aHex(bundleId).slice(0, 20).toUpperCase();
  const ids = roles.map((role, index) => [role, project + digits(index)] as const);
  return Object.fromEntries(ids) as Record<XcodeRole, string>; // one entry for each role
}

function digits(index: number): string {
  return (index + 1).toString(16).toUpperCase().padStart(4, '0');
}
