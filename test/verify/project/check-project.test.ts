import { describe, expect, it } from 'vitest';
import { PROVIDERS, type Provider } from '../../../core/options/new-project-options.ts';
import { checkProject } from '../../../core/verify/project/check-project.ts';
import { optionsOf, soundProject } from '../../structure/planted-break.ts';

const PBXPROJ = 'Acme.xcodeproj/project.pbxproj';
const SCHEME = 'Acme.xcodeproj/xcshareddata/xcschemes/Acme.xcscheme';

/** Problems of a project in which one file is changed, each as `path:line: what`. */
function problemsOf(provider: Provider, file: string, change: (text: string) => string): string[] {
  const files = new Map(soundProject(provider));
  const before = files.get(file) ?? '';
  const after = change(before);
  expect(after, `nothing changes in ${file}`).not.toBe(before);
  return checkProject(files.set(file, after), optionsOf(provider)).map(
    ({ path, line, what }) => `${path}:${line}: ${what}`,
  );
}

it.each(PROVIDERS)('our own project for %s has no problem', (provider) => {
  expect(checkProject(soundProject(provider), optionsOf(provider))).toEqual([]);
});

describe('what a team may do is no problem', () => {
  const add = (line: string) => (text: string) => `${text}${line}\n`;
  it.each<[string, string, (text: string) => string]>([
    ['files of its own', 'Driver/Quirks.h', () => '#pragma once\n'],
    ['settings of its own', 'Config/Shared.xcconfig', add('ACME_FLAG[sdk=macosx*] = a b // why')],
    [
      'another signing style',
      'Config/Shared.xcconfig',
      (text) => text.replace('= Automatic', '= Manual'),
    ],
    [
      'entitlements of its own',
      'Driver/Driver.entitlements',
      (text) => text.replace('<dict>', '<dict>\n\t<key>com.acme</key>\n\t<string>a</string>'),
    ],
    [
      'keys of its own in the personality',
      'Driver/Info.plist',
      (text) =>
        text.replace(/(\t*)<key>IOClass/, '$1<key>IOProbeScore</key>\n$1<integer>5</integer>\n$&'),
    ],
    [
      'another deployment target',
      PBXPROJ,
      (text) =>
        text.replaceAll('MACOSX_DEPLOYMENT_TARGET = 13.0', 'MACOSX_DEPLOYMENT_TARGET = 14.0'),
    ],
    ['a helper class', 'Driver/AcmeDriver.iig', add('class Helper : public OSObject\n{\n};')],
    ['two line ends at the end', 'App/App.entitlements', add('')],
    ['words in brackets, and signs of other languages', 'README.md', add('[name](a) 10 %> b')],
    [
      'its bundle id written out',
      'Driver/Info.plist',
      (text) => text.replaceAll('$(PRODUCT_BUNDLE_IDENTIFIER)', 'com.example.Acme.driver'),
    ],
    [
      'a character by its number',
      'Acme.xcodeproj/xcshareddata/xcschemes/Acme.xcscheme',
      (text) => text.replace('version = "1.7"', 'version = "1.7&#10;&#x0A;"'),
    ],
  ])('%s', (_, file, change) => {
    expect(problemsOf('usb-device', file, change)).toEqual([]);
  });

  it('leaving out what no dext needs', () => {
    const files = new Map(soundProject('pci'));
    for (const path of files.keys()) {
      if (/^(Tests|scripts|Distribution|\.github)\/|^(README\.md|\.gitignore)$/.test(path)) {
        files.delete(path);
      }
    }
    expect(checkProject(files, optionsOf('pci'))).toEqual([]);
  });

  it('bytes in a picture', () => {
    const files = new Map<string, string | Uint8Array>(soundProject('hid'));
    files.set('App/logo.png', Uint8Array.of(0x89, 0xff, 0x3c, 0x25));
    expect(checkProject(files, optionsOf('hid'))).toEqual([]);
  });
});

describe('a problem is told with its line', () => {
  /** `at`: what stands first on the line that is named; where it is left out, what was put in. */
  type Row = [
    says: string,
    provider: Provider,
    file: string,
    from: string,
    to: string,
    at?: string,
  ];
  const INFO = 'Driver/Info.plist';
  const ENTITLEMENTS = 'Driver/Driver.entitlements';
  it.each<Row>([
    ['"0A" is no id', 'pci', PBXPROJ, '/* Begin PBXGroup section */', '0A = {isa = PBXGroup; };'],
    ['should be ";" behind the value of "isa"', 'pci', PBXPROJ, 'isa = PBXGroup;', 'isa = A\nb'],
    ["the driver's product is", 'pci', PBXPROJ, 'path = com.example.Acme.driver', 'path = com.a'],
    [
      'which does not exist',
      'pci',
      PBXPROJ,
      'fileRef = ',
      'fileRef = 0123456789ABCDEF01234567; x = ',
    ],
    ['CodeSignOnCopy signs', 'pci', PBXPROJ, 'RemoveHeadersOnCopy', 'CodeSignOnCopy'],
    [
      'the driver is copied to "/"',
      'pci',
      PBXPROJ,
      '"$(SYSTEM_EXTENSIONS_FOLDER_PATH)"',
      '"/"',
      '/* Embed System Extensions */ = {',
    ],
    [
      'no folder "Drivers"',
      'pci',
      PBXPROJ,
      'path = Driver;',
      'path = Drivers;',
      '/* Driver */ = {',
    ],
    ['</Shceme> closes <Scheme>', 'pci', SCHEME, '</Scheme>', '</Shceme>'],
    ['the target 0', 'pci', SCHEME, 'BlueprintIdentifier = "', 'BlueprintIdentifier = "0'],
    ['not to "container:Acme.xcodeproj"', 'pci', SCHEME, 'container:Acme', 'container:Other'],
    ['is no setting or include', 'pci', 'Config/App.xcconfig', 'PRODUCT_BUNDLE_IDENTIFIER =', '?'],
    ['which is not there', 'pci', 'Config/App.xcconfig', '"Shared.xcconfig"', '"Sharde.xcconfig"'],
    ["the driver's PRODUCT_BUNDLE_IDENTIFIER", 'pci', 'Config/Driver.xcconfig', '= com.', '= org.'],
    [
      'idVendor is string',
      'usb-device',
      INFO,
      '<integer>1452</integer>',
      '<string>1452</string>',
      '<key>idVendor',
    ],
    [
      'IOUserClass is string "Other"',
      'pci',
      INFO,
      '<string>AcmeDriver</string>',
      '<string>Other</string>',
      '<key>IOUserClass',
    ],
    ['lacks [IOClass]', 'pci', INFO, 'IOClass', 'IOClasss', 'IOKitPersonalities'],
    [
      'transport.pci is boolean, not array',
      'pci',
      ENTITLEMENTS,
      '<array>',
      '<true/><key>x</key><array>',
      '<key>com.apple.developer.driverkit.transport.pci',
    ],
    ['transport.hid is missing', 'hid', ENTITLEMENTS, 'transport.hid', 'transport.hud', '<?xml'],
    [
      'driverkit is false',
      'hid',
      ENTITLEMENTS,
      '<true/>',
      '<false/>',
      'com.apple.developer.driverkit',
    ],
    ['codesign does not expand', 'hid', ENTITLEMENTS, '<dict>', '<dict><key>$(A)</key><true/>'],
    ['</plist> closes <dict>', 'hid', 'App/App.entitlements', '</dict>', '<dict>', '</plist>'],
    ['this is no JSON', 'hid', 'App/Assets.xcassets/Contents.json', '{', '{,'],
    ['this is no YAML: Map keys', 'hid', '.github/workflows/build.yml', 'permissions:', '"name":'],
    ['which a template left behind', 'hid', 'README.md', 'Acme', '<%= it.name %>'],
    [
      'does not link',
      'hid',
      'Driver/AcmeDriver.cpp',
      '#include <HIDDriverKit',
      '#include <PCIDriverKit',
    ],
    ['declares "Acme : IOUser', 'hid', 'Driver/AcmeDriver.iig', 'class AcmeDriver', 'class Acme'],
    [
      'does not include "AcmeDriver.h"',
      'hid',
      'Driver/AcmeDriver.cpp',
      '"AcmeDriver.h"',
      '"Acme.h"',
      '',
    ],
  ])('%s', (says, provider, file, from, to, at = to) => {
    let changed = '';
    const problems = problemsOf(provider, file, (text) => {
      changed = text.replace(from, () => to);
      return changed;
    });
    const line = changed.slice(0, changed.indexOf(at)).split('\n').length;
    const told = problems.filter((it) => it.includes(says));
    expect(told[0]?.split(': ')[0], problems.join('\n')).toBe(`${file}:${line}`);
  });

  it.each([
    [
      'no driver target',
      /driver-extension"/g,
      'tool"',
      'has 0 targets that are a driver extension',
    ],
    [
      'no Info.plist',
      /Driver\/Info\.plist/g,
      'Inf.plist',
      'INFOPLIST_FILE is "Inf.plist", which is no',
    ],
    [
      'no framework',
      /PCIDriverKit\.framework; sourceTree/g,
      'Other.framework; sourceTree',
      'does not link PCIDriverKit',
    ],
    ['no embedding', /\(\n.*in Embed System Extensions.*\n/g, '(\n', 'does not take the driver in'],
    [
      'no dependency',
      /dependencies = \(\n\t\t\t\t\w.*\n/g,
      'dependencies = (\n',
      'does not depend on',
    ],
    ['another SDK', /SDKROOT = driverkit/g, 'SDKROOT = macosx', 'SDKROOT is "macosx"'],
  ])('%s', (_, from, to, says) => {
    const problems = problemsOf('pci', PBXPROJ, (text) => text.replaceAll(from, to));
    expect(problems.join('\n')).toContain(says);
  });
});
