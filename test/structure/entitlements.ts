import type { NewProjectOptions } from '../../core/options/new-project-options.ts';
import { hex16, plistIn } from '../../core/verify/project/info-plist.ts';
import type { PlistValue } from '../../core/verify/project/plist-reader.ts';
import type { ProjectUnderCheck } from '../../core/verify/project/project-under-check.ts';

type Entitlements = Record<string, PlistValue>;

const DRIVERKIT = 'com.apple.developer.driverkit';

/** The four entitlement files, each against the exact keys, types and values that it must have. */
export function checkEntitlements(project: ProjectUnderCheck): void {
  const { options } = project;
  const app: Entitlements = {
    'com.apple.developer.system-extension.install': true,
    'com.apple.security.app-sandbox': false,
  };
  const driver: Entitlements = { [DRIVERKIT]: true, 'com.apple.security.app-sandbox': true };
  check(project, 'App/App.entitlements', app);
  check(project, 'Distribution/App.release.entitlements', {
    ...app,
    'com.apple.application-identifier': `TEAMID0000.${options.bundleId.replace(/\.[^.]*$/, '')}`,
  });
  check(project, 'Driver/Driver.entitlements', {
    ...driver,
    ...transport(options, { usb: '*', pci: '0xFFFFFFFF&0x00000000' }),
    [`${DRIVERKIT}.allow-any-userclient-access`]: true,
  });
  check(project, 'Distribution/Driver.release.entitlements', {
    ...driver,
    ...transport(options, {
      usb: BigInt(options.vendorId ?? 0),
      pci: `0x0000${hex16(options.vendorId ?? 0)}&0x0000FFFF`,
    }),
    'com.apple.application-identifier': `TEAMID0000.${options.bundleId}`,
  });
}

function transport(
  options: NewProjectOptions,
  match: { usb: PlistValue; pci: PlistValue },
): Entitlements {
  switch (options.provider) {
    case 'resources':
      return {};
    case 'usb-device':
    case 'usb-interface':
      return { [`${DRIVERKIT}.transport.usb`]: [new Map([['idVendor', match.usb]])] };
    case 'pci':
      return { [`${DRIVERKIT}.transport.pci`]: [new Map([['IOPCIPrimaryMatch', match.pci]])] };
    case 'hid':
      return {
        [`${DRIVERKIT}.transport.hid`]: true,
        [`${DRIVERKIT}.family.hid.eventservice`]: true,
      };
  }
}

function check(project: ProjectUnderCheck, path: string, wanted: Entitlements): void {
  const found = plistIn(project, path);
  for (const key of found ? new Set([...found.keys(), ...Object.keys(wanted)]) : []) {
    const is = printed(found?.get(key));
    const shouldBe = printed(wanted[key]);
    if (is !== shouldBe) {
      project.problem(path, `${key} is ${is}, not ${shouldBe}`);
    }
  }
}

/** A value with its type: "5" is a string, 5n an integer. */
function printed(value: PlistValue | undefined): string {
  if (value instanceof Map) {
    return `{${[...value].map(([key, inner]) => `${key}: ${printed(inner)}`).join(', ')}}`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(printed).join(', ')}]`;
  }
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'absent');
}
