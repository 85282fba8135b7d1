import { derivedNames } from '../../options/derived-names.ts';
import type { NewProjectOptions } from '../../options/new-project-options.ts';
import { providers } from '../../providers.ts';
import { type PlistDict, type PlistValue, readPlist } from './plist-reader.ts';
import { type ProjectUnderCheck, placedError } from './project-under-check.ts';

export const INFO_PLIST = 'Driver/Info.plist';
const BUNDLE_ID = '$(PRODUCT_BUNDLE_IDENTIFIER)';

/**
 * The driver's Info.plist: why it may be installed, and personalities that start the driver's class
 * for the device that was asked for. Keys beyond those are the team's own affair.
 */
export function checkInfoPlist(project: ProjectUnderCheck): void {
  const plist = plistIn(project, INFO_PLIST);
  if (!plist) {
    return;
  }
  const usage = plist.get('OSBundleUsageDescription');
  if (typeof usage !== 'string' || usage.trim() === '') {
    const what = 'OSBundleUsageDescription is missing or empty; activation would fail';
    project.problem(INFO_PLIST, what, 'OSBundleUsageDescription');
  }
  const { driverClass } = derivedNames(project.options);
  const personalities = plist.get('IOKitPersonalities');
  const all = personalities instanceof Map ? [...personalities.values()] : [];
  const own = all.find((it) => it instanceof Map && it.get('IOUserClass') === driverClass);
  const first = own ?? all[0];
  if (!(first instanceof Map)) {
    const what = `IOKitPersonalities has no personality of ${driverClass}; nothing would start the driver`;
    project.problem(INFO_PLIST, what, 'IOKitPersonalities');
    return;
  }
  const { bundleId } = project.options;
  for (const [key, wanted] of wantedPersonality(project.options)) {
    const found = first.get(key);
    if (found === undefined) {
      project.problem(INFO_PLIST, `the personality lacks [${key}]`, 'IOKitPersonalities');
    } else if (!isAllowed({ key, found, wanted, bundleId })) {
      const types = `${typeof found} "${String(found)}", not ${typeof wanted} "${String(wanted)}"`;
      project.problem(INFO_PLIST, `${key} is ${types}`, `<key>${key}</key>`);
    }
  }
}

/** Where it is the bundle id, it may be written out; a match category may have any name. */
function isAllowed(at: {
  readonly key: string;
  readonly found: PlistValue;
  readonly wanted: PlistValue;
  readonly bundleId: string;
}): boolean {
  const { key, found, wanted } = at;
  return (
    found === wanted ||
    (wanted === BUNDLE_ID && found === at.bundleId) ||
    (key === 'IOMatchCategory' && typeof found === 'string' && found !== '')
  );
}

/** A property list of the project; one that does not parse is a problem, and null. */
export function plistIn(project: ProjectUnderCheck, path: string): PlistDict | null {
  try {
    return readPlist(project.text(path));
  } catch (error) {
    const { line, what } = placedError(error);
    project.problem(path, what, line);
    return null;
  }
}

/** What the personality of a driver must say, with exact types. */
export function wantedPersonality(options: NewProjectOptions): Map<string, PlistValue> {
  const { kernelClass, providerClass } = providers[options.provider];
  return new Map<string, PlistValue>([
    ['CFBundleIdentifier', BUNDLE_ID],
    ['CFBundleIdentifierKernel', 'com.apple.kpi.iokit'],
    ['IOUserClass', derivedNames(options).driverClass],
    ['IOUserServerName', BUNDLE_ID],
    ['IOClass', kernelClass],
    ['IOProviderClass', providerClass],
    ...Object.entries(matching(options)),
  ]);
}

/** The match keys. For USB they are one row of Apple QA1076. */
function matching(options: NewProjectOptions): Record<string, PlistValue> {
  const vendor = options.vendorId ?? 0;
  const product = options.productId ?? 0;
  const usb = { idVendor: BigInt(vendor), idProduct: BigInt(product) };
  switch (options.provider) {
    case 'resources':
      return { IOResourceMatch: 'IOKit', IOMatchCategory: BUNDLE_ID };
    case 'usb-device':
      return usb;
    case 'usb-interface':
      return {
        ...usb,
        bInterfaceNumber: BigInt(options.interfaceNumber ?? 0),
        bConfigurationValue: BigInt(options.configurationValue ?? 0),
      };
    case 'pci':
      return {
        IOPCIPrimaryMatch: `0x${hex16(product)}${hex16(vendor)}`,
        IOPCITunnelCompatible: true,
      };
    case 'hid':
      return { VendorID: BigInt(vendor), ProductID: BigInt(product) };
  }
}

/** An id as IOPCIFamily reads it. */
export function hex16(id: number): string {
  return id.toString(16).toUpperCase().padStart(4, '0');
}
