import { dictOf, type PbxGraph, type PbxObject } from '../../core/verify/project/pbxproj-graph.ts';
import { flat } from '../../core/verify/project/pbxproj-targets.ts';

type Settings = { readonly [key: string]: string };

const PROJECT: Settings = {
  SDKROOT: 'macosx',
  MACOSX_DEPLOYMENT_TARGET: '13.0',
  DRIVERKIT_DEPLOYMENT_TARGET: '22.0',
  CLANG_CXX_LANGUAGE_STANDARD: 'gnu++20',
  GCC_C_LANGUAGE_STANDARD: 'gnu17',
  ALWAYS_SEARCH_USER_PATHS: 'NO',
  ENABLE_USER_SCRIPT_SANDBOXING: 'YES',
  COPY_PHASE_STRIP: 'NO',
};

const PROJECT_DEBUG: Settings = {
  DEBUG_INFORMATION_FORMAT: 'dwarf',
  GCC_OPTIMIZATION_LEVEL: '0',
  ONLY_ACTIVE_ARCH: 'YES',
  ENABLE_TESTABILITY: 'YES',
  GCC_PREPROCESSOR_DEFINITIONS: 'DEBUG=1 $(inherited)',
  SWIFT_OPTIMIZATION_LEVEL: '-Onone',
  SWIFT_ACTIVE_COMPILATION_CONDITIONS: 'DEBUG $(inherited)',
};

const PROJECT_RELEASE: Settings = {
  DEBUG_INFORMATION_FORMAT: 'dwarf-with-dsym',
  ENABLE_NS_ASSERTIONS: 'NO',
  SWIFT_COMPILATION_MODE: 'wholemodule',
};

const DRIVER: Settings = {
  SDKROOT: 'driverkit',
  SUPPORTED_PLATFORMS: 'driverkit',
  PRODUCT_NAME: '$(inherited)',
  INFOPLIST_FILE: 'Driver/Info.plist',
  GENERATE_INFOPLIST_FILE: 'YES',
  CODE_SIGN_ENTITLEMENTS: 'Driver/Driver.entitlements',
  ENABLE_HARDENED_RUNTIME: 'YES',
  FRAMEWORK_SEARCH_PATHS: '$(inherited) $(SDKROOT)/System/DriverKit/System/Library/Frameworks',
  RUN_CLANG_STATIC_ANALYZER: 'YES',
  SKIP_INSTALL: 'YES',
};

const APP: Settings = {
  PRODUCT_NAME: '$(TARGET_NAME)',
  CODE_SIGN_ENTITLEMENTS: 'App/App.entitlements',
  GENERATE_INFOPLIST_FILE: 'YES',
  ENABLE_HARDENED_RUNTIME: 'YES',
  ENABLE_PREVIEWS: 'YES',
  SWIFT_VERSION: '5.0',
  SWIFT_EMIT_LOC_STRINGS: 'YES',
  LD_RUNPATH_SEARCH_PATHS: '$(inherited) @executable_path/../Frameworks',
  COMBINE_HIDPI_IMAGES: 'YES',
  ASSETCATALOG_COMPILER_APPICON_NAME: 'AppIcon',
  ASSETCATALOG_COMPILER_GLOBAL_ACCENT_COLOR_NAME: 'AccentColor',
};

/** In the project file these would win over the xcconfig files, where people edit them. */
const XCCONFIG_ONLY =
  /^(CODE_SIGN_(IDENTITY|STYLE|KEYCHAIN).*|AD_HOC_CODE_SIGNING_ALLOWED|DEVELOPMENT_TEAM|PROVISIONING_PROFILE.*|PRODUCT_BUNDLE_IDENTIFIER|MARKETING_VERSION|CURRENT_PROJECT_VERSION|VERSIONING_SYSTEM)$/;

/** Each must be left to Xcode: a list of architectures ages, and arm64e is refused by the kernel. */
const LEFT_ALONE = /^(ARCHS|VALID_ARCHS|EXCLUDED_ARCHS)$/;

/** Build settings of project, app and driver, in Debug and Release. */
export function pbxprojSettingsProblems(graph: PbxGraph): string[] {
  const levels = [
    { owner: graph.root, xcconfig: 'Shared.xcconfig', wanted: PROJECT },
    { owner: target(graph, 'application'), xcconfig: 'App.xcconfig', wanted: APP },
    { owner: target(graph, 'driver-extension'), xcconfig: 'Driver.xcconfig', wanted: DRIVER },
  ];
  return levels.flatMap(({ owner, xcconfig, wanted }) => {
    if (!owner) {
      return [`nothing has the settings of ${xcconfig}`];
    }
    const list = graph.get(owner.text('buildConfigurationList'), 'XCConfigurationList');
    const found = (list?.list('buildConfigurations') ?? []).map((id) => graph.objects.get(id));
    const names = found.map((configuration) => configuration?.text('name')).join();
    const problems = names === 'Debug,Release' ? [] : [`${xcconfig} serves "${names}"`];
    if (list?.text('defaultConfigurationName') !== 'Release') {
      problems.push(`the default configuration for ${xcconfig} is not Release`);
    }
    for (const configuration of found) {
      if (configuration) {
        const own = owner === graph.root ? projectSettings(configuration) : {};
        problems.push(
          ...levelProblems({ graph, configuration, xcconfig, wanted: { ...wanted, ...own } }),
        );
      }
    }
    return problems;
  });
}

function projectSettings(configuration: PbxObject): Settings {
  return configuration.text('name') === 'Debug' ? PROJECT_DEBUG : PROJECT_RELEASE;
}

function levelProblems(at: {
  graph: PbxGraph;
  configuration: PbxObject;
  xcconfig: string;
  wanted: Settings;
}): string[] {
  const { graph, configuration, xcconfig, wanted } = at;
  const where = `${configuration.text('name')} of ${xcconfig}`;
  const found = dictOf(configuration.fields.buildSettings);
  const problems = Object.entries(wanted)
    .filter(([key, value]) => flat(found[key]) !== value)
    .map(([key, value]) => `${where}: ${key} is "${flat(found[key])}", not "${value}"`);
  for (const key of Object.keys(found)) {
    if (XCCONFIG_ONLY.test(key) || LEFT_ALONE.test(key)) {
      problems.push(`${where}: ${key} does not belong into the project file`);
    }
  }
  const base = graph.get(configuration.text('baseConfigurationReference'), 'PBXFileReference');
  if (base?.text('path') !== xcconfig) {
    problems.push(`${where}: is based on "${base?.text('path')}"`);
  }
  return problems;
}

function target(graph: PbxGraph, kind: string): PbxObject | undefined {
  const type = `com.apple.product-type.${kind}`;
  return graph.all('PBXNativeTarget').find((each) => each.text('productType') === type);
}
