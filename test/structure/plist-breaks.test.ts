import { describe } from 'vitest';
import type { Provider } from '../../core/options/new-project-options.ts';
import { type Break, itFinds } from './planted-break.ts';

/** title, provider, what to replace, by what, what validation says */
type Row = readonly [string, Provider, string | RegExp, string, RegExp];

function inFile(file: string, rows: readonly Row[]): Break[] {
  return rows.map(([title, provider, from, to, says]) => ({
    title,
    provider,
    file,
    from,
    to,
    says,
  }));
}

const DRIVERKIT = 'com.apple.developer.driverkit';

describe('a break in the Info.plist is found', () => {
  itFinds(
    inFile('Driver/Info.plist', [
      ['a bare ampersand', 'pci', 'uses this driver', 'uses & drives', /"&" is no entity/],
      [
        'two hyphens in a comment',
        'pci',
        '<!-- The',
        '<!-- --The',
        /comment must not contain "--"/,
      ],
      ['an unclosed tag', 'hid', '</dict>\n</plist>', '</plist>', /<\/plist> closes <dict>/],
      ['another root', 'hid', 'plist version="1.0"', 'plist version="1.1"', /root must be/],
      ['no DOCTYPE', 'hid', /<!DOCTYPE.*>\n/, '', /DOCTYPE of a property list is missing/],
      [
        'a key twice',
        'hid',
        '<key>IOClass</key>',
        '<key>IOUserClass</key>',
        /"IOUserClass" is there twice/,
      ],
      [
        'a key without a value',
        'hid',
        '<key>VendorID</key>',
        '<key>a</key><key>VendorID</key>',
        /pairs of key and value/,
      ],
      [
        'a type of no use here',
        'hid',
        '<integer>1452</integer>',
        '<real>1452</real>',
        /<real> is no type/,
      ],
      ['loose text', 'hid', '<key>VendorID</key>', 'and <key>VendorID</key>', /"and" stands loose/],
      [
        'a hexadecimal integer',
        'usb-device',
        '<integer>1452<',
        '<integer>0x05AC<',
        /0x05AC<\/integer> is not decimal/,
      ],
      [
        'an integer with a leading zero',
        'usb-device',
        '<integer>1452<',
        '<integer>01452<',
        /is not decimal/,
      ],
      [
        'an id as a string',
        'usb-device',
        '<integer>1452</integer>',
        '<string>1452</string>',
        /idVendor is string "1452", not bigint/,
      ],
      [
        'another id',
        'usb-device',
        '<integer>4660<',
        '<integer>4661<',
        /idProduct is bigint "4661", not bigint "4660"/,
      ],
      [
        'a USB key set that Apple does not know',
        'usb-device',
        '<key>idProduct</key>',
        '<key>IOProbeScore</key><integer>1</integer><key>idProduct</key>',
        /too much \[IOProbeScore\]/,
      ],
      [
        'an interface without its number',
        'usb-interface',
        /\t*<key>bInterfaceNumber.*\n.*\n/,
        '',
        /lacks \[bInterfaceNumber\]/,
      ],
      [
        'vendor and device swapped',
        'pci',
        '0x123405AC',
        '0x05AC1234',
        /IOPCIPrimaryMatch is string "0x05AC1234"/,
      ],
      ['no Thunderbolt', 'pci', '<true/>', '<false/>', /IOPCITunnelCompatible is boolean "false"/],
      [
        'the kernel class of another kind',
        'hid',
        'AppleUserHIDEventService',
        'IOUserService',
        /IOClass is string "IOUserService"/,
      ],
      [
        'the provider of another kind',
        'usb-device',
        'IOUSBHostDevice',
        'IOUSBHostInterface',
        /IOProviderClass is/,
      ],
      [
        'another class',
        'resources',
        '<string>AcmeDriver</string>',
        '<string>Driver</string>',
        /IOUserClass is string "Driver"/,
      ],
      [
        'another server name',
        'resources',
        /(IOUserServerName<\/key>\s*<string>)[^<]*/,
        '$1com.example.Acme',
        /IOUserServerName is/,
      ],
      [
        'a match category without IOUserResources',
        'pci',
        '<key>IOClass</key>',
        '<key>IOMatchCategory</key><string>a</string><key>IOClass</key>',
        /too much \[IOMatchCategory\]/,
      ],
      [
        'a second personality',
        'hid',
        '<key>AcmeDriver</key>',
        '<key>B</key><dict/><key>AcmeDriver</key>',
        /does not hold AcmeDriver alone/,
      ],
      [
        'a key that is generated',
        'hid',
        '<key>OSBundleU',
        '<key>CFBundleVersion</key><string>1</string><key>OSBundleU',
        /too much \[CFBundleVersion\]/,
      ],
      [
        'no usage description',
        'hid',
        /(UsageDescription<\/key>\s*<string>)[^<]*/,
        '$1',
        /UsageDescription is missing or empty/,
      ],
    ]),
  );
});

describe('a break in the entitlements is found', () => {
  itFinds([
    ...inFile('Driver/Driver.entitlements', [
      ['a comment', 'hid', '<dict>', '<dict>\n<!-- a -->', /comment, which codesign may reject/],
      ['a build setting', 'hid', '<dict>', '<dict><key>a</key><string>$(A)</string>', /has "\$\("/],
      [
        'no DriverKit',
        'hid',
        `<key>${DRIVERKIT}</key>\n\t<true/>`,
        '',
        /driverkit is absent, not true/,
      ],
      ['a text for a truth', 'hid', '<true/>', '<string>YES</string>', /is "YES", not true/],
      [
        'one vendor while developing',
        'usb-device',
        '<string>*</string>',
        '<integer>1</integer>',
        /transport.usb is \[\{idVendor: 1n\}\]/,
      ],
      [
        'no event service',
        'hid',
        'family.hid.eventservice',
        'family.hid.device',
        /family.hid.eventservice is absent/,
      ],
      [
        'a transport of another kind',
        'usb-device',
        'transport.usb',
        'transport.pci',
        /transport.pci is .*, not absent/,
      ],
      [
        'a PCI mask that lets nothing through',
        'pci',
        '0x00000000',
        '0xFFFFFFFF',
        /transport.pci is/,
      ],
      [
        'PCI that is Apple-internal',
        'pci',
        /<array>[\s\S]*<\/array>/,
        '<true/>',
        /transport.pci is true, not/,
      ],
      ['a bare ampersand', 'pci', '&amp;', '&', /is no entity/],
    ]),
    ...inFile('Distribution/Driver.release.entitlements', [
      [
        'a wildcard in a release',
        'usb-interface',
        '<integer>1452</integer>',
        '<string>*</string>',
        /transport.usb is \[\{idVendor: "\*"\}\]/,
      ],
      [
        'any client in a release',
        'pci',
        '<dict>\n',
        `<dict><key>${DRIVERKIT}.allow-any-userclient-access</key><true/>\n`,
        /allow-any-userclient-access is true, not absent/,
      ],
      [
        'every PCI device in a release',
        'pci',
        '0x000005AC&amp;0x0000FFFF',
        '0xFFFFFFFF&amp;0x00000000',
        /transport.pci is/,
      ],
      [
        'no application identifier',
        'hid',
        'com.apple.application-identifier',
        'application-identifier',
        /com.apple.application-identifier is absent/,
      ],
    ]),
    ...inFile('App/App.entitlements', [
      [
        'an app that may install nothing',
        'hid',
        'system-extension.install',
        'system-extension',
        /install is absent/,
      ],
      ['an app in the sandbox', 'hid', '<false/>', '<true/>', /app-sandbox is true, not false/],
    ]),
    ...inFile('Distribution/App.release.entitlements', [
      [
        'a release app that may install nothing',
        'hid',
        '<true/>',
        '<false/>',
        /install is false, not true/,
      ],
      [
        'a release app with the id of its driver',
        'hid',
        '.Acme</string>',
        '.Acme.driver</string>',
        /application-identifier is "TEAMID0000\.com\.example\.Acme\.driver", not/,
      ],
    ]),
  ]);
});
