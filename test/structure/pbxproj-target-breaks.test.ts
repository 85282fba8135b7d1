import { describe } from 'vitest';
import { xcodeIds } from '../../core/view/xcode-ids.ts';
import { inProjectFile, itFinds } from './planted-break.ts';

const ids = xcodeIds('com.example.Acme.driver');

describe('a break in the targets is found', () => {
  itFinds(
    inProjectFile([
      ['an older format', 'objectVersion = 77', 'objectVersion = 56', /objectVersion is "56"/],
      [
        'a compatibility version',
        'hasScannedForEncodings',
        'compatibilityVersion = "Xcode 14.0";\n\t\t\thasScannedForEncodings',
        /compatibilityVersion is/,
      ],
      [
        'another driver target',
        'name = AcmeDriver;',
        'name = Driver;',
        /targets are not Acme and AcmeDriver/,
      ],
      [
        'a wrong product type',
        'product-type.driver-extension',
        'product-type.system-extension',
        /driver type is/,
      ],
      [
        'a driver that is not named by its id',
        'path = com.example.Acme.driver.dext',
        'path = AcmeDriver.dext',
        /driver file is "AcmeDriver.dext"/,
      ],
      [
        'a wrong file type',
        'wrapper.driver-extension',
        'wrapper.system-extension',
        /driver file type is/,
      ],
      [
        'phases in another order',
        new RegExp(`(\t+${ids.driverHeaders}.*\n)(\t+${ids.driverSources}.*\n)`),
        '$2$1',
        /driver phases is/,
      ],
      [
        'a source listed beside its folder',
        new RegExp(`(${ids.driverSources} .*= \\{[^(]*files = \\(\n)`),
        `$1\t\t\t\t${ids.driverKitLinked} /* DriverKit.framework in Frameworks */,\n`,
        /files in Sources is "1"/,
      ],
      [
        'a target without its folder',
        `\t\t\t\t${ids.driverFolder} /* Driver */,\n\t\t\t);\n\t\t\tname`,
        '\t\t\t);\n\t\t\tname',
        /driver folders is ""/,
      ],
      [
        'a folder outside the main group',
        `\t\t\t\t${ids.appFolder} /* App */,\n\t\t\t\t${ids.driverFolder}`,
        `\t\t\t\t${ids.driverFolder}`,
        /in the main group is "false"/,
      ],
      [
        'an Info.plist that is a resource too',
        'Info.plist,',
        'Other.plist,',
        /exceptions is "Other.plist"/,
      ],
      [
        'exceptions that apply to nothing',
        /\t\t\texceptions = \(\n.*\n\t\t\t\);\n/,
        '',
        /exceptions of Driver is ""/,
      ],
      [
        'another place for the driver',
        'dstSubfolderSpec = 16',
        'dstSubfolderSpec = 7',
        /dstSubfolderSpec is "7"/,
      ],
      [
        'another path for the driver',
        '(SYSTEM_EXTENSIONS_FOLDER_PATH)',
        '(PLUGINS_FOLDER_PATH)',
        /dstPath is/,
      ],
      [
        'something else embedded',
        `fileRef = ${ids.driverProduct}`,
        `fileRef = ${ids.appProduct}`,
        /embedded file is/,
      ],
      [
        'a driver signed on copy',
        '(RemoveHeadersOnCopy, )',
        '(CodeSignOnCopy, RemoveHeadersOnCopy, )',
        /embedding is .*CodeSignOnCopy/,
      ],
      [
        'a dependency on the app itself',
        `\t\t\ttarget = ${ids.driverTarget} /* AcmeDriver */;\n\t\t\ttargetProxy`,
        `\t\t\ttarget = ${ids.appTarget} /* Acme */;\n\t\t\ttargetProxy`,
        /dependency is/,
      ],
      [
        'no dependency',
        `\t\t\t\t${ids.driverDependency} /* PBXTargetDependency */,\n`,
        '',
        /dependency is ",0"/,
      ],
      [
        'a proxy of another target',
        `remoteGlobalIDString = ${ids.driverTarget}`,
        `remoteGlobalIDString = ${ids.appTarget}`,
        /its proxy is/,
      ],
      [
        'no framework of the family',
        /path = (.*)\/USBDriverKit.framework/,
        'path = $1/HIDDriverKit.framework',
        /frameworks is .*HIDDriverKit/,
      ],
      [
        'a framework pinned to one SDK',
        /(DriverKit\.framework; sourceTree = )SDKROOT/,
        '$1DEVELOPER_DIR',
        /frameworks is .*DEVELOPER_DIR/,
      ],
    ]),
  );
});

describe('a break in the build settings is found', () => {
  itFinds(
    inProjectFile([
      [
        'another SDK',
        'SDKROOT = driverkit',
        'SDKROOT = macosx',
        /SDKROOT is "macosx", not "driverkit"/,
      ],
      [
        'another deployment target',
        'DRIVERKIT_DEPLOYMENT_TARGET = 22.0',
        'DRIVERKIT_DEPLOYMENT_TARGET = 19.0',
        /DRIVERKIT_DEPLOYMENT_TARGET is "19.0"|DRIVERKIT_DEPLOYMENT_TARGET is "19"/,
      ],
      [
        'no optimisation switch',
        'SWIFT_OPTIMIZATION_LEVEL = "-Onone"',
        'SWIFT_OPTIMIZATION_LEVEL = "-O"',
        /Debug of Shared.xcconfig: SWIFT_OPTIMIZATION_LEVEL/,
      ],
      [
        'no symbols in a release',
        '"dwarf-with-dsym"',
        'dwarf',
        /Release of Shared.xcconfig: DEBUG_INFORMATION_FORMAT/,
      ],
      [
        'an identity',
        'SKIP_INSTALL',
        'CODE_SIGN_IDENTITY = "-";\n\t\t\t\tSKIP_INSTALL',
        /CODE_SIGN_IDENTITY does not belong/,
      ],
      [
        'a bundle id',
        'PRODUCT_NAME = "$(TARGET_NAME)"',
        'PRODUCT_BUNDLE_IDENTIFIER = a.b.c;\n\t\t\t\tPRODUCT_NAME = "$(TARGET_NAME)"',
        /PRODUCT_BUNDLE_IDENTIFIER does not belong/,
      ],
      [
        'a list of architectures',
        'ASSETCATALOG_COMPILER_APPICON_NAME',
        'ARCHS = arm64e;\n\t\t\t\tASSETCATALOG_COMPILER_APPICON_NAME',
        /ARCHS does not belong/,
      ],
      [
        'no entitlements',
        'CODE_SIGN_ENTITLEMENTS = App/App.entitlements',
        'CODE_SIGN_ENTITLEMENTS = Acme.entitlements',
        /CODE_SIGN_ENTITLEMENTS is/,
      ],
      [
        'another xcconfig',
        `baseConfigurationReference = ${ids.driverXcconfig} /* Driver.xcconfig */`,
        `baseConfigurationReference = ${ids.appXcconfig} /* App.xcconfig */`,
        /is based on "App.xcconfig"/,
      ],
      [
        'one configuration too few',
        `\t\t\t\t${ids.appRelease} /* Release */,\n`,
        '',
        /App.xcconfig serves "Debug"/,
      ],
      [
        'Debug by default',
        'defaultConfigurationName = Release',
        'defaultConfigurationName = Debug',
        /default configuration for .* is not Release/,
      ],
    ]),
  );
});
