import type { NewProjectOptions } from '../../core/options/new-project-options.ts';
import { type PlistDict, type PlistValue, readPlist } from './plist-reader.ts';
import type { ProjectUnderTest } from './project-files.ts';

const PATH = 'Driver/Info.plist';
const BUNDLE_ID = '$(PRODUCT_BUNDLE_IDENTIFIER)';

/** The driver's Info.plist: exactly the personality that the provider needs, with exact types. */
export function checkInfoPlist(project: ProjectUnderTest): void {
  let plist: PlistDict;
  try {
    plist = readPlist(project.text(PATH));
  } catch (error) {
    project.problem(PATH, String(error));
    return;
  }
  const driverClass = `${project.options.name}Driver`;
  const usage = plist.get('OSBundleUsageDescription');
  if (typeof usage !== 'string' || usage.trim() === '') {
    project.problem(PATH, 'OSBundleUsageDescription is missing or empty; activation would fail');
  }
  // The rest is generated; a key here would hide what the build settings say.
  compareKeys(project, 'the Info.plist', plist, ['IOKitPersonalities', 'OSBundleUsageDescription']);

  const personalities = plist.get('IOKitPersonalities');
  const personality = personalities instanceof Map ? personalities.get(driverClass) : undefined;
  if (
    !(personality instanceof Map) ||
    !(personalities instanceof Map) ||
    personalities.size !== 1
  ) {
    project.problem(PATH, `IOKitPersonalities does not hold ${driverClass} alone`);
    return;
  }
  const wanted = new Map<string, PlistValue>([
    ['CFBundleIdentifier', BUNDLE_ID],
    ['CFBundleIdentifierKernel', 'com.apple.kpi.iokit'],
    ['IOUserClass', driverClass],
    ['IOUserServerName', BUNDLE_ID],
    ...Object.entries(matching(project.options)),
  ]);
  compareKeys(project, 'the personality', personality, [...wanted.keys()]);
  for (const [key, value] of wanted) {
    const found = personality.get(key);
    if (found !== value) {
      const types = `${typeof found} "${String(found)}", not ${typeof value} "${String(value)}"`;
      project.problem(PATH, `${key} is ${types}`);
    }
  }
}

/**
 * IOClass, IOProviderClass and the match keys. For USB they are one row of Apple QA1076, where a
 * surplus key is as wrong as a missing one.
 */
function matching(options: NewProjectOptions): Record<string, PlistValue> {
  const vendor = options.vendorId ?? 0;
  const product = options.productId ?? 0;
  switch (options.provider) {
    case 'resources':
      return {
        IOClass: 'IOUserService',
        IOProviderClass: 'IOUserResources',
        IOResourceMatch: 'IOKit',
        IOMatchCategory: BUNDLE_ID,
      };
    case 'usb-device':
      return {
        IOClass: 'IOUserService',
        IOProviderClass: 'IOUSBHostDevice',
        idVendor: BigInt(vendor),
        idProduct: BigInt(product),
      };
    case 'usb-interface':
      return {
        IOClass: 'IOUserService',
        IOProviderClass: 'IOUSBHostInterface',
        idVendor: BigInt(vendor),
        idProduct: BigInt(product),
        bInterfaceNumber: BigInt(options.interfaceNumber ?? 0),
        bConfigurationValue: BigInt(options.configurationValue ?? 0),
      };
    case 'pci':
      return {
        IOClass: 'IOUserService',
        IOProviderClass: 'IOPCIDevice',
        IOPCIPrimaryMatch: `0x${hex16(product)}${hex16(vendor)}`,
        IOPCITunnelCompatible: true,
      };
    case 'hid':
      return {
        IOClass: 'AppleUserHIDEventService',
        IOProviderClass: 'IOHIDInterface',
        VendorID: BigInt(vendor),
        ProductID: BigInt(product),
      };
  }
}

export function hex16(id: number): string {
  return id.toString(16).toUpperCase().padStart(4, '0');
}

function compareKeys(
  project: ProjectUnderTest,
  what: string,
  dict: PlistDict,
  wanted: readonly string[],
): void {
  const surplus = [...dict.keys()].filter((key) => !wanted.includes(key));
  const missing = wanted.filter((key) => !dict.has(key));
  if (surplus.length > 0 || missing.length > 0) {
    project.problem(PATH, `${what} has too much [${surplus}], lacks [${missing}]`);
  }
}
