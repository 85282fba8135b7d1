import { describe, expect, it } from 'vitest';
import { itFinds, optionsOf, soundProject } from './planted-break.ts';
import { validateProject } from './validate-project.ts';

const SCHEME = 'Acme.xcodeproj/xcshareddata/xcschemes/Acme.xcscheme';
const WORKSPACE = 'Acme.xcodeproj/project.xcworkspace/contents.xcworkspacedata';
const SHARED = 'Config/Shared.xcconfig';
const MANAGER = 'App/ExtensionManager.swift';
const ICON = 'App/Assets.xcassets/AppIcon.appiconset/Contents.json';
const WORKFLOW = '.github/workflows/build.yml';

describe('a break in another file is found', () => {
  itFinds([
    {
      title: 'a scheme of another target',
      file: SCHEME,
      from: /BlueprintIdentifier = "\w+"/,
      to: 'BlueprintIdentifier = "00"',
      says: 'not to the app target',
    },
    {
      title: 'a scheme of another project',
      file: SCHEME,
      from: 'container:Acme',
      to: 'container:B',
      says: 'not to the app target',
    },
    {
      title: 'a scheme that runs nothing',
      file: SCHEME,
      from: /<LaunchAction[\s\S]*<\/LaunchAction>/,
      to: '',
      says: 'refers 2 times',
    },
    { title: 'a scheme with a broken tag', file: SCHEME, from: '</Scheme>', to: '', says: 'line' },
    {
      title: 'an attribute twice',
      file: SCHEME,
      from: 'version = "1.7"',
      to: 'version = "1.7" version = "1.7"',
      says: 'given twice',
    },
    {
      title: 'a workspace of something else',
      file: WORKSPACE,
      from: 'self:',
      to: 'group:Acme',
      says: 'does not refer',
    },

    {
      title: 'a setting that does not parse',
      file: SHARED,
      from: 'MARKETING_VERSION =',
      to: 'MARKETING_VERSION:',
      says: 'is no setting or include',
    },
    {
      title: 'a setting twice',
      file: SHARED,
      from: 'CODE_SIGN_STYLE',
      to: 'CODE_SIGN_IDENTITY',
      says: 'or is there twice',
    },
    {
      title: 'another default identity',
      file: SHARED,
      from: 'CODE_SIGN_IDENTITY = -',
      to: 'CODE_SIGN_IDENTITY = Apple Development',
      says: 'Apple Development',
    },
    {
      title: 'no word for the user’s own file',
      file: SHARED,
      from: /#include\?.*\n/,
      to: '',
      says: 'Local.xcconfig',
    },
    {
      title: 'an own file that must exist',
      file: SHARED,
      from: '#include? "L',
      to: '#include "L',
      says: 'includes "Local.xcconfig"',
    },
    {
      title: 'a setting after the own file',
      file: SHARED,
      from: /(#include\?.*)\n/,
      to: '$1\nA = B\n',
      says: 'last word',
    },
    {
      title: 'another app id',
      file: 'Config/App.xcconfig',
      from: 'com.example.Acme',
      to: 'com.example.Other',
      says: 'com.example.Other',
    },
    {
      title: 'another driver id',
      file: 'Config/Driver.xcconfig',
      from: '.driver',
      to: '.dext',
      says: 'com.example.Acme.dext',
    },
    {
      title: 'an own file that git takes',
      file: '.gitignore',
      from: '/Config/Local.xcconfig',
      to: '',
      says: 'out of git',
    },

    {
      title: 'Swift that does not parse',
      file: MANAGER,
      from: 'func activate() {',
      to: 'func activate( {',
      says: /line \d+, column \d+: /,
    },
    { title: 'Swift with an open brace', file: MANAGER, from: /\}\n$/, to: '\n', says: /line \d+/ },
    { title: 'JSON that does not parse', file: ICON, from: '}', to: '},', says: 'this is no JSON' },
    {
      title: 'YAML that does not parse',
      file: WORKFLOW,
      from: 'permissions:',
      to: 'permissions: [',
      says: 'this is no YAML',
    },
    {
      title: 'a YAML key twice',
      file: WORKFLOW,
      from: 'permissions:',
      to: 'jobs:',
      says: 'unique',
    },
    {
      title: 'a style file that does not parse',
      file: '.clang-format',
      from: 'IndentWidth: 4',
      to: 'IndentWidth: [',
      says: 'this is no YAML',
    },

    {
      title: 'an open template tag',
      file: 'README.md',
      from: 'Acme',
      to: '<%= it.name %>',
      says: 'template left behind',
    },
    {
      title: 'an object that was printed',
      file: 'README.md',
      from: 'Acme',
      to: '[object Object]',
      says: 'template left behind',
    },
    {
      title: 'a mark of the renderer',
      file: 'README.md',
      from: 'Acme',
      to: '\u{f0001}Acme',
      says: 'template left behind',
    },
    {
      title: 'a byte order mark',
      file: MANAGER,
      from: /^/,
      to: '\ufeff',
      says: 'template left behind',
    },
    { title: 'no final line end', file: '.gitignore', from: /\n$/, to: '', says: 'one line end' },
    { title: 'carriage returns', file: SHARED, from: /\n/g, to: '\r\n', says: 'carriage returns' },
    {
      title: 'space at the end of a line',
      file: SHARED,
      from: '\n',
      to: ' \n',
      says: 'space at the end',
    },

    {
      title: 'another class in the .iig',
      file: 'Driver/AcmeDriver.iig',
      from: 'class AcmeDriver',
      to: 'class Driver',
      says: 'declares "Driver : IOService"',
    },
    {
      title: 'another base class',
      provider: 'hid',
      file: 'Driver/AcmeDriver.iig',
      from: /public IOUser\w+/,
      to: 'public IOService',
      says: 'not "AcmeDriver : IOUserHIDEventDriver"',
    },
    {
      title: 'another header in the .cpp',
      file: 'Driver/AcmeDriver.cpp',
      from: '#include "AcmeDriver.h"',
      to: '#include "Driver.h"',
      says: 'does not include "AcmeDriver.h"',
    },
    {
      title: 'headers of a framework that is not linked',
      file: 'Driver/AcmeDriver.cpp',
      from: '<USBDriverKit/',
      to: '<PCIDriverKit/',
      says: 'does not link',
    },
  ]);
});

describe('a file too much or too few is found', () => {
  const options = optionsOf('resources');

  it.each([
    ['a foreign file in Driver', 'Driver/notes.txt', 'has no place'],
    ['a second Xcode project', 'Acme.xcodeproj/project.pbxproj.bak', 'has no place'],
    ['the user’s own settings', 'Config/Local.xcconfig', 'is the user’s own'],
  ])('%s', (_, path, says) => {
    const files = new Map(soundProject('resources')).set(path, 'A = B\n');
    expect(validateProject(files, options).join('\n')).toContain(`${path}: ${says}`);
  });

  it('a second entry point', () => {
    const files = new Map(soundProject('resources')).set(
      'App/Other.swift',
      '@main\nstruct Other {}\n',
    );
    expect(validateProject(files, options).join('\n')).toContain('@main is in');
  });

  it('bytes that are not UTF-8', () => {
    const files = new Map<string, string | Uint8Array>(soundProject('resources'));
    files.set('README.md', Uint8Array.of(0xff, 0xfe, 0x0a));
    expect(validateProject(files, options)).toContain('README.md: is not UTF-8');
  });

  it.each([
    'Acme.xcodeproj/project.pbxproj',
    SCHEME,
    WORKSPACE,
    SHARED,
    'Config/App.xcconfig',
    'Config/Driver.xcconfig',
    'App/AcmeApp.swift',
    'App/ContentView.swift',
    MANAGER,
    'App/App.entitlements',
    'Driver/AcmeDriver.iig',
    'Driver/AcmeDriver.cpp',
    'Driver/Info.plist',
    'Driver/Driver.entitlements',
    'Distribution/App.release.entitlements',
    'Distribution/Driver.release.entitlements',
    '.gitignore',
  ])('%s is missing', (path) => {
    const files = new Map(soundProject('resources'));
    expect(files.delete(path)).toBe(true);
    expect(validateProject(files, options)).toContain(`${path}: the file is missing`);
  });
});
