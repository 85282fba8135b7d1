import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  APP_ID,
  DRIVER_ID,
  driverEntry,
  extensionList,
  extensionRow,
  type FakeMac,
  fakeMac,
  personality,
  registryEntry,
  usbEntry,
} from './fake-mac.ts';

let mac: FakeMac;
beforeEach(() => {
  mac = fakeMac();
});
afterEach(() => mac.discard());

/** What doctor says of one check: its verdict and finding, and the line with the next step. */
function examine(check: string): { line: string; next: string; status: number | null } {
  const { stdout, stderr, status } = mac.run('doctor.sh');
  expect(stderr).toBe('');
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.slice(6).startsWith(`${check} `));
  const next = lines[at + 1] ?? '';
  return {
    line: (lines[at] ?? '').replace(/ +/g, ' '),
    next: next.includes('-> ') ? next.trim() : '',
    status,
  };
}

const active = (version: string) => extensionRow({ state: 'activated enabled', version });
const leftover = (version: string) =>
  extensionRow({ state: 'terminated waiting to uninstall on reboot', version });

describe('on a healthy Mac', () => {
  it('prints one aligned line for each check and ends with 0', () => {
    const { stdout, status } = mac.run('doctor.sh');
    expect(stdout.split('\n')).toEqual([
      'Acme 1.0/1, driver com.example.Acme.driver',
      `ok    app            ${mac.installed}`,
      'ok    dext name      com.example.Acme.driver.dext',
      'ok    signature      valid, ad hoc',
      'ok    dext rights    all of Driver/Driver.entitlements',
      'ok    app rights     may install system extensions',
      'ok    SIP            off',
      'ok    developer mode on',
      'ok    activation     version 1.0/1 is active',
      'ok    provider       IOUSBHostDevice: Gauge',
      'ok    driver         AcmeDriver is attached and running',
      'ok    logs           no complaint of macOS in the last 30 minutes',
      '11 checks: 0 failed, 0 to look at',
      '',
    ]);
    expect(status).toBe(0);
  });

  it('changes nothing', () => {
    mac.run('doctor.sh');
    const commands = new Set(mac.calls().map((call) => call.split('\t').slice(0, 2).join(' ')));
    expect([...commands].sort()).toEqual([
      'codesign --verify',
      'codesign -d',
      'csrutil status',
      'ioreg -r',
      'log show',
      'plutil -extract',
      'systemextensionsctl developer',
      'systemextensionsctl list',
      'uname -s',
    ]);
  });

  it('goes with a driver of a team, with SIP on and developer mode off', () => {
    mac.put('signature', 'Signature size=9012\nTeamIdentifier=ABCDE12345\n');
    mac.put('csrutil', 'System Integrity Protection status: enabled.\n');
    mac.put('developer', 'Developer mode is off\n');
    expect(examine('signature').line).toBe('ok signature valid, team ABCDE12345');
    expect(examine('SIP').line).toBe('ok SIP on, and the driver is signed by a team');
    // Only because the app of this test is not in /Applications.
    expect(examine('developer mode').line).toMatch(/^warn developer mode off: only \/Applications/);
  });
});

/** One broken thing each, and the check that must find it. */
const findings: readonly {
  name: string;
  breakIt: () => void;
  check: string;
  line: string;
  next: RegExp;
}[] = [
  {
    name: 'an app that holds no dext',
    breakIt: () => mac.remove(mac.dext),
    check: 'dext name',
    line: 'FAIL dext name the installed app holds no dext',
    next: /build\.sh && scripts\/install\.sh/,
  },
  {
    name: 'an app of another id',
    breakIt: () =>
      mac.write(`${mac.installed}/Contents/Info.plist`, 'CFBundleIdentifier=org.old\n'),
    check: 'app',
    line: `FAIL app its bundle id is "org.old", Config/App.xcconfig says "${APP_ID}"`,
    next: /install\.sh/,
  },
  {
    name: 'a dext whose file name is not its bundle id',
    breakIt: () =>
      mac.write(
        `${mac.dext}/Info.plist`,
        `CFBundleIdentifier=com.example.Acme.usb\n${personality()}`,
      ),
    check: 'dext name',
    line: `FAIL dext name "${DRIVER_ID}.dext" has bundle id "com.example.Acme.usb"`,
    next: /the file name has to be the bundle id/,
  },
  {
    name: 'an installed dext of an older id',
    breakIt: () =>
      mac.write(
        `${mac.project}/Config/Driver.xcconfig`,
        'PRODUCT_BUNDLE_IDENTIFIER = com.example.Acme.new;\n',
      ),
    check: 'dext name',
    line: `FAIL dext name "${DRIVER_ID}" is installed, Config/Driver.xcconfig says "com.example.Acme.new"`,
    next: /install\.sh/,
  },
  {
    name: 'a dext without a signature',
    breakIt: () => mac.put('badly-signed', `${DRIVER_ID}.dext\n`),
    check: 'signature',
    line: `FAIL signature ${DRIVER_ID}.dext: code object is not signed at all`,
    next: /dext first, the app second/,
  },
  {
    name: 'an app with a broken signature',
    breakIt: () => mac.put('badly-signed', 'Acme.app\n'),
    check: 'signature',
    line: 'FAIL signature Acme.app: code object is not signed at all',
    next: /sign-adhoc\.sh/,
  },
  {
    name: 'a dext that lacks an entitlement of the project',
    breakIt: () => mac.put('entitlements-of-dext', '<key>com.apple.developer.driverkit</key>\n'),
    check: 'dext rights',
    line: 'FAIL dext rights not in the signature: com.apple.developer.driverkit.transport.usb',
    next: /Driver\.entitlements/,
  },
  {
    name: 'an app that may not install extensions',
    breakIt: () => mac.put('entitlements-of-app', '<plist/>\n'),
    check: 'app rights',
    line: 'FAIL app rights not in the signature: com.apple.developer.system-extension.install',
    next: /App\.entitlements/,
  },
  {
    name: 'SIP on under an ad-hoc driver',
    breakIt: () => mac.put('csrutil', 'System Integrity Protection status: enabled.\n'),
    check: 'SIP',
    line: 'FAIL SIP on: macOS refuses a driver that no team has signed',
    next: /csrutil disable in macOS Recovery/,
  },
  {
    name: 'SIP partly off',
    breakIt: () =>
      mac.put(
        'csrutil',
        'System Integrity Protection status: unknown (Custom Configuration).\n\tKext Signing: disabled\n',
      ),
    check: 'SIP',
    line: 'warn SIP neither on nor off: System Integrity Protection status: unknown (Custom Configuration).',
    next: /csrutil disable/,
  },
  {
    name: 'developer mode off under an ad-hoc driver',
    breakIt: () => mac.put('developer', 'Developer mode is off\n'),
    check: 'developer mode',
    line: 'warn developer mode off: only /Applications counts, and every change needs a new version',
    next: /systemextensionsctl developer on/,
  },
  {
    name: 'a driver that was never activated',
    breakIt: () =>
      mac.put(
        'extensions',
        extensionList(extensionRow({ state: 'activated enabled', id: `${DRIVER_ID}2` })),
      ),
    check: 'activation',
    line: 'FAIL activation macOS does not know the driver',
    next: /press Activate Driver/,
  },
  {
    name: 'a driver that the user has not allowed',
    breakIt: () =>
      mac.put('extensions', extensionList(extensionRow({ state: 'activated waiting for user' }))),
    check: 'activation',
    line: 'FAIL activation macOS waits for you to allow the driver',
    next: /Login Items & Extensions > Driver Extensions/,
  },
  {
    name: 'a driver that only waits to be removed',
    breakIt: () => mac.put('extensions', extensionList(leftover('1.0/1'))),
    check: 'activation',
    line: 'FAIL activation only version 1.0/1, which waits for a restart to be removed',
    next: /restart the Mac/,
  },
  {
    name: 'a state that has no name here',
    breakIt: () => mac.put('extensions', extensionList(extensionRow({ state: 'validating' }))),
    check: 'activation',
    line: 'FAIL activation its state is "validating"',
    next: /restart the Mac/,
  },
  {
    name: 'an older version that is still active',
    breakIt: () => mac.put('extensions', extensionList(active('0.9/7'))),
    check: 'activation',
    line: 'FAIL activation version 0.9/7 is active, 1.0/1 is installed',
    next: /press Activate Driver/,
  },
  {
    name: 'a project that is ahead of what is installed',
    breakIt: () =>
      mac.write(`${mac.project}/Config/Local.xcconfig`, 'CURRENT_PROJECT_VERSION = 2\n'),
    check: 'activation',
    line: 'warn activation version 1.0/1 is active, the project is at 1.0/2',
    next: /build\.sh/,
  },
  {
    name: 'an older copy beside the active one',
    breakIt: () => mac.put('extensions', extensionList(leftover('0.9/7'), active('1.0/1'))),
    check: 'activation',
    line: 'warn activation version 1.0/1 is active; 0.9/7 is removed at the next restart',
    next: /restart the Mac/,
  },
  {
    name: 'a device that is not plugged in',
    breakIt: () => mac.put('registry-providers', usbEntry({ vendor: 4660, product: 221360 })),
    check: 'provider',
    line: 'FAIL provider no IOUSBHostDevice has "idVendor" = 4660, "idProduct" = 22136',
    next: /plug the device in, or correct the ids/,
  },
  {
    name: 'ids of two devices, neither of them ours',
    breakIt: () =>
      mac.put(
        'registry-providers',
        usbEntry({ vendor: 4660, product: 1 }) + usbEntry({ vendor: 1, product: 22136 }),
      ),
    check: 'provider',
    line: 'FAIL provider no IOUSBHostDevice has "idVendor" = 4660, "idProduct" = 22136',
    next: /Info\.plist/,
  },
  {
    name: 'personalities that name another class',
    breakIt: () =>
      mac.write(
        `${mac.dext}/Info.plist`,
        `CFBundleIdentifier=${DRIVER_ID}\n${personality().replace('IOUserClass=AcmeDriver', 'IOUserClass=Acme')}`,
      ),
    check: 'provider',
    line: expect.stringMatching(
      /^FAIL provider no personality of ".*" has IOUserClass AcmeDriver$/,
    ),
    next: /as in Driver\/AcmeDriver\.iig/,
  },
  {
    name: 'a driver that is attached to nothing',
    breakIt: () => mac.put('registry-drivers', driverEntry({ class: 'AcmeDriver2' })),
    check: 'driver',
    line: 'FAIL driver AcmeDriver is attached to nothing',
    next: /logs\.sh --last 30m --system/,
  },
  {
    name: 'a driver whose Stop never ends',
    breakIt: () =>
      mac.put(
        'registry-drivers',
        driverEntry({ state: '!registered, !matched, inactive' }) + driverEntry(),
      ),
    check: 'driver',
    line: 'FAIL driver AcmeDriver is being terminated and does not end',
    next: /super Stop \(DK08\)/,
  },
  {
    name: 'a driver whose Start has not returned',
    breakIt: () =>
      mac.put('registry-drivers', driverEntry({ state: '!registered, !matched, active' })),
    check: 'driver',
    line: 'warn driver AcmeDriver is attached but not registered',
    next: /logs\.sh --last 30m/,
  },
  {
    name: 'older code under the same version',
    breakIt: () => mac.put('registry-drivers', driverEntry({ hash: '0000' })),
    check: 'driver',
    line: 'warn driver AcmeDriver runs other code than the app installed last',
    next: /raise CURRENT_PROJECT_VERSION/,
  },
  {
    name: 'complaints in the logs',
    breakIt: () =>
      mac.put(
        'log',
        'Timestamp  Ty Process\nall is well\n10:00 E  kernelmanagerd: Exec format error\n',
      ),
    check: 'logs',
    line: 'warn logs macOS complained in the last 30 minutes, last of all:',
    next: /logs\.sh --last 30m --system/,
  },
];

describe('finds', () => {
  it.each(findings)('$name', ({ breakIt, check, line, next }) => {
    breakIt();
    const found = examine(check);
    expect(found.line).toEqual(line);
    expect(found.next).toMatch(next);
    expect(found.status).toBe(found.line.startsWith('FAIL') ? 1 : 0);
  });

  it('an app that is not installed, without blaming what is in it', () => {
    mac.remove(mac.installed);
    mac.put('csrutil', 'System Integrity Protection status: enabled.\n');
    const { stdout, status } = mac.run('doctor.sh');
    expect(stdout).toContain(`FAIL  app            there is no "${mac.installed}"`);
    expect(stdout).toContain('warn  SIP            on: only a driver signed by a team will load');
    expect(stdout).not.toContain('signature ');
    expect(status).toBe(1);
  });

  it('the reasons in the logs, and quotes the last of them', () => {
    mac.put(
      'log',
      ['E one: error', 'E two: Denied', 'quiet', 'E three: timeout', 'E four: invalid', ''].join(
        '\n',
      ),
    );
    const { stdout } = mac.run('doctor.sh');
    expect(stdout.match(/\| .*/g)).toEqual([
      '| E two: Denied',
      '| E three: timeout',
      '| E four: invalid',
    ]);
  });

  it('lines of the driver and its id only, by what it asks the log for', () => {
    mac.run('doctor.sh');
    const predicate = mac.calls('log')[0]?.split('\t').at(-1);
    expect(predicate).toBe(
      '(process IN {"kernel", "kernelmanagerd", "sysextd", "amfid", "syspolicyd"} AND ' +
        '(eventMessage CONTAINS "com.example.Acme.driver" OR eventMessage CONTAINS "AcmeDriver"))',
    );
  });
});

describe('the provider', () => {
  function match(...lines: string[]): void {
    mac.write(
      `${mac.dext}/Info.plist`,
      `CFBundleIdentifier=${DRIVER_ID}\nCFBundleShortVersionString=1.0\nCFBundleVersion=1\n${personality(lines)}`,
    );
  }
  const entry = (headline: string, ...lines: string[]) =>
    mac.put(
      'registry-providers',
      registryEntry({ headline: `${headline}  <class X, id 0x1>`, lines }),
    );

  it('needs no search for a driver without hardware', () => {
    match('IOProviderClass=IOUserResources');
    expect(examine('provider').line).toBe('ok provider IOUserResources, which every Mac has');
  });

  it('is an interface by four numbers', () => {
    match(
      'IOProviderClass=IOUSBHostInterface',
      'idVendor=1',
      'idProduct=2',
      'bInterfaceNumber=0',
      'bConfigurationValue=1',
    );
    const lines = ['"idVendor" = 1', '"idProduct" = 2', '"bConfigurationValue" = 1'];
    entry('Gauge@0', ...lines, '"bInterfaceNumber" = 0');
    expect(examine('provider').line).toBe('ok provider IOUSBHostInterface: Gauge@0');
    entry('Gauge@1', ...lines, '"bInterfaceNumber" = 1');
    expect(examine('provider').line).toMatch(/^FAIL provider no IOUSBHostInterface has/);
  });

  it('is a PCI device by little-endian data', () => {
    match('IOProviderClass=IOPCIDevice', 'IOPCIPrimaryMatch=0x15BF8086');
    entry('pci8086,15bf@0', '"vendor-id" = <86800000>', '"device-id" = <bf150000>');
    expect(examine('provider').line).toBe('ok provider IOPCIDevice: pci8086,15bf@0');
    entry('pci8086,15bf@0', '"vendor-id" = <86800000>', '"device-id" = <15bf0000>');
    expect(examine('provider').line).toBe(
      'FAIL provider no IOPCIDevice has "vendor-id" = <86800000>, "device-id" = <bf150000>',
    );
  });

  it('is left to you where PCI ids are a pattern', () => {
    match('IOProviderClass=IOPCIDevice', 'IOPCIMatch=0x00008086&0x0000FFFF');
    expect(examine('provider').line).toMatch(
      /^warn provider the personality matches IOPCIDevice by a pattern/,
    );
  });

  it('is a HID interface by its ids', () => {
    match('IOProviderClass=IOHIDInterface', 'VendorID=1452', 'ProductID=9');
    entry('IOHIDInterface', '"VendorID" = 1452', '"ProductID" = 9');
    expect(examine('provider').line).toBe('ok provider IOHIDInterface: IOHIDInterface');
    entry('IOHIDInterface', '"VendorID" = 1452', '"ProductID" = 99');
    expect(examine('provider').line).toMatch(/^FAIL provider no IOHIDInterface has/);
  });

  it('comes from the sources where no dext is installed', () => {
    mac.remove(mac.installed);
    expect(examine('provider').line).toBe('ok provider IOUSBHostDevice: Gauge');
  });
});
