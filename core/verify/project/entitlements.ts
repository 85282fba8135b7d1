import type { Provider } from '../../options/new-project-options.ts';
import { plistIn } from './info-plist.ts';
import type { PlistValue } from './plist-reader.ts';
import type { ProjectUnderCheck } from './project-under-check.ts';

const DRIVERKIT = 'com.apple.developer.driverkit';

type Kind = 'boolean' | 'string' | 'array of dicts' | 'array of strings';

/** The types that codesign and macOS want of what a driver and its app ask for. */
const KINDS: Readonly<Record<string, Kind>> = {
  [DRIVERKIT]: 'boolean',
  [`${DRIVERKIT}.transport.usb`]: 'array of dicts',
  [`${DRIVERKIT}.transport.pci`]: 'array of dicts',
  [`${DRIVERKIT}.transport.hid`]: 'boolean',
  [`${DRIVERKIT}.family.hid.device`]: 'boolean',
  [`${DRIVERKIT}.family.hid.eventservice`]: 'boolean',
  [`${DRIVERKIT}.allow-any-userclient-access`]: 'boolean',
  [`${DRIVERKIT}.userclient-access`]: 'array of strings',
  'com.apple.developer.system-extension.install': 'boolean',
  'com.apple.security.app-sandbox': 'boolean',
  'com.apple.application-identifier': 'string',
};

/** Without which the driver is not let at its device. */
const TRANSPORT: Readonly<Record<Provider, readonly string[]>> = {
  resources: [],
  'usb-device': [`${DRIVERKIT}.transport.usb`],
  'usb-interface': [`${DRIVERKIT}.transport.usb`],
  pci: [`${DRIVERKIT}.transport.pci`],
  hid: [`${DRIVERKIT}.transport.hid`, `${DRIVERKIT}.family.hid.eventservice`],
};

/** Each file of entitlements: it parses, values have the right types, and what is needed is there. */
export function checkEntitlements(project: ProjectUnderCheck): void {
  const needed: Readonly<Record<string, readonly string[]>> = {
    driver: [DRIVERKIT, ...TRANSPORT[project.options.provider]],
    app: ['com.apple.developer.system-extension.install'],
  };
  for (const path of project.paths.filter((it) => it.endsWith('.entitlements'))) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    checkFile(project, path, needed[name.split('.')[0] ?? ''] ?? []);
  }
}

function checkFile(project: ProjectUnderCheck, path: string, needed: readonly string[]): void {
  const text = project.text(path);
  if (text.includes('$(')) {
    project.problem(path, 'has "$(", which codesign does not expand', '$(');
  }
  // The parser behind codesign is a small one of the kernel's; plain files never trouble it.
  if (text.includes('<!--')) {
    project.problem(path, 'has a comment, which codesign may reject', '<!--');
  }
  const found = plistIn(project, path);
  for (const [key, value] of found ?? []) {
    const kind = KINDS[key];
    if (kind !== undefined && kindOf(value) !== kind) {
      project.problem(path, `${key} is ${kindOf(value)}, not ${kind}`, `<key>${key}</key>`);
    }
  }
  for (const key of found ? needed : []) {
    const value = found?.get(key);
    if (value === undefined || value === false) {
      project.problem(path, `${key} is ${value === false ? 'false' : 'missing'}`, key);
    }
  }
}

function kindOf(value: PlistValue): string {
  if (Array.isArray(value)) {
    const kinds = [...new Set(value.map((it) => (it instanceof Map ? 'dict' : typeof it)))];
    return `array of ${kinds.length === 1 ? `${kinds[0]}s` : 'mixed values'}`;
  }
  return value instanceof Map ? 'dict' : typeof value === 'bigint' ? 'integer' : typeof value;
}
