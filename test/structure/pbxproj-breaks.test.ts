import { describe } from 'vitest';
import { xcodeIds } from '../../core/view/xcode-ids.ts';
import { inProjectFile, itFinds } from './planted-break.ts';

const ids = xcodeIds('com.example.Acme.driver');

describe('a break in the form of the project file is found', () => {
  itFinds(
    inProjectFile([
      ['another header', '// !$*UTF8*$!', '// UTF8', /does not begin with/],
      ['no final line end', /\n$/, '', /does not end with one line end/],
      ['carriage returns', /\n/g, '\r\n', /has carriage returns/],
      ['spaces for a tab', '\t\t\tisa', '\t\t    isa', /is indented by spaces/],
      ['sections out of order', /PBXBuildFile section/g, 'PBXZ section', /sections are not sorted/],
      [
        'a section that ends as another',
        'End PBXGroup',
        'End PBXBuildFile',
        /PBXGroup ends as PBX/,
      ],
      [
        'an object in a foreign section',
        'isa = PBXHeadersBuildPhase',
        'isa = PBXGroup',
        /holds objects of another kind/,
      ],
      [
        'objects out of order',
        /(.*\n)(.*\n)(\/\* End PBXFileReference)/,
        '$2$1$3',
        /objects of PBXFileReference are not sorted/,
      ],
      ['an object twice', /(\t\t\w{24} \/\* App.xcconfig \*\/ = .*\n)/, '$1$1', /is there twice/],
      [
        'two names for one object',
        '/* Driver */,',
        '/* Drivers */,',
        /is called "Driver" and "Drivers"|is called "Drivers" and "Driver"/,
      ],
      [
        'settings out of order',
        'COPY_PHASE_STRIP',
        'ZOPY_PHASE_STRIP',
        /build settings are not sorted/,
      ],
      [
        'double spaces',
        'SKIP_INSTALL = YES;',
        'SKIP_INSTALL  =  YES;',
        /is not what the npm package xcode writes/,
      ],
      [
        'quotes without need',
        'name = Debug;',
        'name = "Debug";',
        /the npm package @bacons\/xcode writes/,
      ],
      [
        'no quotes where Xcode needs them',
        'sourceTree = "<group>"',
        'sourceTree = <group>',
        /cannot be parsed/,
      ],
      ['no end', /\}\n$/, '\n', /cannot be parsed by the npm package xcode/],
    ]),
  );
});

describe('a break in the objects of the project file is found', () => {
  itFinds(
    inProjectFile([
      ['an id that is no hex', new RegExp(ids.appSources, 'g'), 'Z'.repeat(24), /is no id of 24/],
      [
        'a reference to nothing',
        `targetProxy = ${ids.driverProxy}`,
        `targetProxy = ${'0'.repeat(24)}`,
        /refers to 0+, which does not exist/,
      ],
      [
        'an object out of reach',
        `\t\t\t\t${ids.frameworksGroup} /* Frameworks */,\n`,
        '',
        /nothing refers to PBXGroup/,
      ],
      [
        'a value that was not filled in',
        'remoteInfo = AcmeDriver',
        'remoteInfo = undefined',
        /holds "undefined"/,
      ],
      [
        'an unknown file type',
        'lastKnownFileType = text.xcconfig',
        'lastKnownFileType = unknown',
        /holds "unknown"/,
      ],
      [
        'a root that is no project',
        `rootObject = ${ids.project}`,
        `rootObject = ${ids.appTarget}`,
        /names no PBXProject/,
      ],
    ]),
  );
});
