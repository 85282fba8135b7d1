import {
  APP_ID,
  DRIVER_ID,
  driverEntry,
  extensionList,
  extensionRow,
  type FakeMac,
  personality,
  usbEntry,
} from './fake-mac.ts';

const active = (version: string) => extensionRow({ state: 'activated enabled', version });
const leftover = (version: string) =>
  extensionRow({ state: 'terminated waiting to uninstall on reboot', version });

/** One broken thing each, and the check that must find it. */
export const findings: readonly {
  name: string;
  breakIt: (mac: FakeMac) => void;
  check: string;
  line: string | RegExp;
  next: RegExp;
}[] = [
  {
    name: 'an app that holds no dext',
    breakIt: (mac) => mac.remove(mac.dext),
    check: 'dext name',
    line: 'FAIL dext name the installed app holds no dext',
    next: /build\.sh && scripts\/install\.sh/,
  },
  {
    name: 'an app of another id',
    breakIt: (mac) =>
      mac.write(`${mac.installed}/Contents/Info.plist`, 'CFBundleIdentifier=org.old\n'),
    check: 'app',
    line: `FAIL app its bundle id is "org.old", Config/App.xcconfig says "${APP_ID}"`,
    next: /install\.sh/,
  },
  {
    name: 'a dext whose file name is not its bundle id',
    breakIt: (mac) =>
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
    breakIt: (mac) =>
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
    breakIt: (mac) => mac.put('badly-signed', `${DRIVER_ID}.dext\n`),
    check: 'signature',
    line: `FAIL signature ${DRIVER_ID}.dext: code object is not signed at all`,
    next: /dext first, the app second/,
  },
  {
    name: 'an app with a broken signature',
    breakIt: (mac) => mac.put('badly-signed', 'Acme.app\n'),
    check: 'signature',
    line: 'FAIL signature Acme.app: code object is not signed at all',
    next: /sign-adhoc\.sh/,
  },
  {
    name: 'a dext that lacks an entitlement of the project',
    breakIt: (mac) => mac.put('entitlements-of-dext', '<key>com.apple.developer.driverkit</key>\n'),
    check: 'dext rights',
    line: 'FAIL dext rights not in the signature: com.apple.developer.driverkit.transport.usb',
    next: /Driver\.entitlements/,
  },
  {
    name: 'an app that may not install extensions',
    breakIt: (mac) => mac.put('entitlements-of-app', '<plist/>\n'),
    check: 'app rights',
    line: 'FAIL app rights not in the signature: com.apple.developer.system-extension.install',
    next: /App\.entitlements/,
  },
  {
    name: 'SIP on under an ad-hoc driver',
    breakIt: (mac) => mac.put('csrutil', 'System Integrity Protection status: enabled.\n'),
    check: 'SIP',
    line: 'FAIL SIP on: macOS refuses a driver that no team has signed',
    next: /csrutil disable in macOS Recovery/,
  },
  {
    name: 'SIP partly off',
    breakIt: (mac) =>
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
    breakIt: (mac) => mac.put('developer', 'Developer mode is off\n'),
    check: 'developer mode',
    line: 'warn developer mode off: only /Applications counts, and every change needs a new version',
    next: /systemextensionsctl developer on/,
  },
  {
    name: 'a driver that was never activated',
    breakIt: (mac) =>
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
    breakIt: (mac) =>
      mac.put('extensions', extensionList(extensionRow({ state: 'activated waiting for user' }))),
    check: 'activation',
    line: 'FAIL activation macOS waits for you to allow the driver',
    next: /Login Items & Extensions > Driver Extensions/,
  },
  {
    name: 'a driver that only waits to be removed',
    breakIt: (mac) => mac.put('extensions', extensionList(leftover('1.0/1'))),
    check: 'activation',
    line: 'FAIL activation only version 1.0/1, which waits for a restart to be removed',
    next: /restart the Mac/,
  },
  {
    name: 'a state that has no name here',
    breakIt: (mac) => mac.put('extensions', extensionList(extensionRow({ state: 'validating' }))),
    check: 'activation',
    line: 'FAIL activation its state is "validating"',
    next: /restart the Mac/,
  },
  {
    name: 'an older version that is still active',
    breakIt: (mac) => mac.put('extensions', extensionList(active('0.9/7'))),
    check: 'activation',
    line: 'FAIL activation version 0.9/7 is active, 1.0/1 is installed',
    next: /press Activate Driver/,
  },
  {
    name: 'a project that is ahead of what is installed',
    breakIt: (mac) =>
      mac.write(`${mac.project}/Config/Local.xcconfig`, 'CURRENT_PROJECT_VERSION = 2\n'),
    check: 'activation',
    line: 'warn activation version 1.0/1 is active, the project is at 1.0/2',
    next: /build\.sh/,
  },
  {
    name: 'an older copy beside the active one',
    breakIt: (mac) => mac.put('extensions', extensionList(leftover('0.9/7'), active('1.0/1'))),
    check: 'activation',
    line: 'warn activation version 1.0/1 is active; 0.9/7 is removed at the next restart',
    next: /restart the Mac/,
  },
  {
    name: 'a device that is not plugged in',
    breakIt: (mac) => mac.put('registry-providers', usbEntry({ vendor: 4660, product: 221360 })),
    check: 'provider',
    line: 'FAIL provider no IOUSBHostDevice has "idVendor" = 4660, "idProduct" = 22136',
    next: /plug the device in, or correct the ids/,
  },
  {
    name: 'ids of two devices, neither of them ours',
    breakIt: (mac) =>
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
    breakIt: (mac) =>
      mac.write(
        `${mac.dext}/Info.plist`,
        `CFBundleIdentifier=${DRIVER_ID}\n${personality().replace('IOUserClass=AcmeDriver', 'IOUserClass=Acme')}`,
      ),
    check: 'provider',
    line: /^FAIL provider no personality of ".*" has IOUserClass AcmeDriver$/,
    next: /as in Driver\/AcmeDriver\.iig/,
  },
  {
    name: 'a driver that is attached to nothing',
    breakIt: (mac) => mac.put('registry-drivers', driverEntry({ class: 'AcmeDriver2' })),
    check: 'driver',
    line: 'FAIL driver AcmeDriver is attached to nothing',
    next: /logs\.sh --last 30m --system/,
  },
  {
    name: 'a driver whose Stop never ends',
    breakIt: (mac) =>
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
    breakIt: (mac) =>
      mac.put('registry-drivers', driverEntry({ state: '!registered, !matched, active' })),
    check: 'driver',
    line: 'warn driver AcmeDriver is attached but not registered',
    next: /logs\.sh --last 30m/,
  },
  {
    name: 'older code under the same version',
    breakIt: (mac) => mac.put('registry-drivers', driverEntry({ hash: '0000' })),
    check: 'driver',
    line: 'warn driver AcmeDriver runs other code than the app installed last',
    next: /raise CURRENT_PROJECT_VERSION/,
  },
  {
    name: 'complaints in the logs',
    breakIt: (mac) =>
      mac.put(
        'log',
        'Timestamp  Ty Process\nall is well\n10:00 E  kernelmanagerd: Exec format error\n',
      ),
    check: 'logs',
    line: 'warn logs macOS complained in the last 30 minutes, last of all:',
    next: /logs\.sh --last 30m --system/,
  },
];
