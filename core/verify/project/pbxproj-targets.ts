import type { NewProjectOptions } from '../../options/new-project-options.ts';
import { providers } from '../../providers.ts';
import { dictOf, type PbxGraph, type PbxObject, type PbxProblem } from './pbxproj-graph.ts';
import type { PbxValue } from './pbxproj-reader.ts';

/**
 * What makes a dext of a project: one target of that kind, named as the kernel looks for it, with
 * its frameworks, its Info.plist and its entitlements; and the app that takes it in, where there
 * is one.
 *
 * @param paths those of the project's files
 */
export function pbxprojTargetProblems(at: {
  readonly graph: PbxGraph;
  readonly options: NewProjectOptions;
  readonly paths: readonly string[];
}): PbxProblem[] {
  const { graph } = at;
  const [driver, ...more] = targetsOf(graph, 'driver-extension');
  if (!driver || more.length > 0) {
    return [
      {
        line: graph.root?.line ?? 1,
        what: `has ${more.length + (driver ? 1 : 0)} targets that are a driver extension, not one`,
      },
    ];
  }
  return [
    ...driverProblems({ ...at, driver }),
    ...targetsOf(graph, 'application').flatMap((app) => embeddingProblems({ graph, app, driver })),
    ...folderProblems(at),
  ];
}

/** All targets of a kind of product. */
export function targetsOf(graph: PbxGraph, kind: string): PbxObject[] {
  const type = `com.apple.product-type.${kind}`;
  return graph.all('PBXNativeTarget').filter((it) => it.text('productType') === type);
}

/** The frameworks that a target links, by their names. */
export function linkedFrameworks(graph: PbxGraph, target: PbxObject): string[] {
  return filesIn(graph, target, 'PBXFrameworksBuildPhase').flatMap((it) => {
    const file = graph.get(it.text('fileRef'), 'PBXFileReference');
    return /(\w+)\.framework$/.exec(file?.text('path') ?? '')?.[1] ?? [];
  });
}

function driverProblems(at: {
  readonly graph: PbxGraph;
  readonly options: NewProjectOptions;
  readonly paths: readonly string[];
  readonly driver: PbxObject;
}): PbxProblem[] {
  const { graph, options, paths, driver } = at;
  const problems: PbxProblem[] = [];
  const product = graph.get(driver.text('productReference'), 'PBXFileReference');
  if (product?.text('path') !== `${options.bundleId}.dext`) {
    const what = `the driver's product is "${product?.text('path')}", not "${options.bundleId}.dext"; macOS finds it by that name`;
    problems.push({ line: product?.line ?? driver.line, what });
  }
  const linked = linkedFrameworks(graph, driver);
  const { framework } = providers[options.provider];
  for (const needed of ['DriverKit', ...(framework ? [framework] : [])]) {
    if (!linked.includes(needed)) {
      problems.push({ line: driver.line, what: `the driver does not link ${needed}.framework` });
    }
  }
  for (const configuration of configurationsOf(graph, driver)) {
    const settings = dictOf(configuration.fields.buildSettings);
    const where = `${configuration.text('name')} of the driver`;
    if (flat(settings.SDKROOT) !== 'driverkit') {
      const what = `${where}: SDKROOT is "${flat(settings.SDKROOT)}", not "driverkit"`;
      problems.push({ line: configuration.line, what });
    }
    for (const key of ['INFOPLIST_FILE', 'CODE_SIGN_ENTITLEMENTS']) {
      if (!paths.includes(flat(settings[key]))) {
        const what = `${where}: ${key} is "${flat(settings[key])}", which is no file of the project`;
        problems.push({ line: configuration.line, what });
      }
    }
  }
  return problems;
}

/** The app builds the driver first, and takes its product in unsigned by itself. */
function embeddingProblems(at: {
  readonly graph: PbxGraph;
  readonly app: PbxObject;
  readonly driver: PbxObject;
}): PbxProblem[] {
  const { graph, app, driver } = at;
  const problems: PbxProblem[] = [];
  const embedded = filesIn(graph, app, 'PBXCopyFilesBuildPhase').find(
    (it) => it.text('fileRef') === driver.text('productReference'),
  );
  if (!embedded) {
    problems.push({ line: app.line, what: 'the app does not take the driver in' });
  }
  const embed = phasesOf(graph, app, 'PBXCopyFilesBuildPhase').find((it) =>
    it.list('files').includes(embedded?.id ?? ''),
  );
  if (embed && embed.text('dstPath') !== '$(SYSTEM_EXTENSIONS_FOLDER_PATH)') {
    const what = `the driver is copied to "${embed.text('dstPath')}", not to "$(SYSTEM_EXTENSIONS_FOLDER_PATH)"`;
    problems.push({ line: embed.line, what });
  }
  const settings = dictOf(embedded?.fields.settings);
  if (embedded && flat(settings.ATTRIBUTES).includes('CodeSignOnCopy')) {
    const what =
      'CodeSignOnCopy signs the driver again, with the app’s identity and without entitlements';
    problems.push({ line: embedded.line, what });
  }
  const builds = app
    .list('dependencies')
    .map((id) => graph.get(id, 'PBXTargetDependency'))
    .some((it) => it?.text('target') === driver.id && it.text('targetProxy') !== '');
  if (!builds) {
    problems.push({ line: app.line, what: 'the app does not depend on the driver' });
  }
  return problems;
}

/** A synchronized folder that is not there makes Xcode show it in red, and the target is empty. */
function folderProblems(at: {
  readonly graph: PbxGraph;
  readonly paths: readonly string[];
}): PbxProblem[] {
  return at.graph
    .all('PBXFileSystemSynchronizedRootGroup')
    .filter((it) => !at.paths.some((path) => path.startsWith(`${it.text('path')}/`)))
    .map((it) => ({ line: it.line, what: `there is no folder "${it.text('path')}"` }));
}

/** The build configurations of a target or project. */
export function configurationsOf(graph: PbxGraph, owner: PbxObject): PbxObject[] {
  const list = graph.get(owner.text('buildConfigurationList'), 'XCConfigurationList');
  return (list?.list('buildConfigurations') ?? []).flatMap((id) => graph.objects.get(id) ?? []);
}

function phasesOf(graph: PbxGraph, target: PbxObject, isa: string): PbxObject[] {
  return target.list('buildPhases').flatMap((id) => graph.get(id, isa) ?? []);
}

function filesIn(graph: PbxGraph, target: PbxObject, isa: string): PbxObject[] {
  return phasesOf(graph, target, isa)
    .flatMap((it) => it.list('files'))
    .flatMap((id) => graph.get(id, 'PBXBuildFile') ?? []);
}

/** A setting's value as text; a list is joined by spaces. */
export function flat(value: PbxValue | undefined): string {
  return Array.isArray(value) ? value.map(String).join(' ') : String(value ?? '');
}
