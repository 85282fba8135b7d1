import type { NewProjectOptions, Provider } from '../../core/options/new-project-options.ts';
import type { PbxGraph, PbxObject } from '../../core/verify/project/pbxproj-graph.ts';

/** What each provider links beside DriverKit; written down here again, so that it is a check. */
const FRAMEWORKS: Readonly<Record<Provider, readonly string[]>> = {
  resources: ['DriverKit'],
  'usb-device': ['DriverKit', 'USBDriverKit'],
  'usb-interface': ['DriverKit', 'USBDriverKit'],
  pci: ['DriverKit', 'PCIDriverKit'],
  hid: ['DriverKit', 'HIDDriverKit'],
};

/** The app target builds the driver target and takes its product in; the driver links its frameworks. */
export function pbxprojTargetProblems(graph: PbxGraph, options: NewProjectOptions): string[] {
  const problems: string[] = [];
  const { name, bundleId, provider } = options;
  const app = graph.all('PBXNativeTarget').find((target) => target.text('name') === name);
  const driver = graph
    .all('PBXNativeTarget')
    .find((target) => target.text('name') === `${name}Driver`);
  if (!app || !driver || graph.all('PBXNativeTarget').length !== 2) {
    return [`the targets are not ${name} and ${name}Driver`];
  }

  function same(what: string, found: unknown, wanted: unknown): void {
    if (String(found) !== String(wanted)) {
      problems.push(`${what} is "${String(found)}", not "${String(wanted)}"`);
    }
  }
  function file(id: string): PbxObject | undefined {
    return graph.get(id, 'PBXFileReference');
  }
  function phases(target: PbxObject): PbxObject[] {
    return target.list('buildPhases').flatMap((id) => graph.objects.get(id) ?? []);
  }
  function filesOf(target: PbxObject, isa: string): PbxObject[] {
    const phase = phases(target).find((each) => each.isa === isa);
    return (phase?.list('files') ?? []).flatMap((id) => graph.get(id, 'PBXBuildFile') ?? []);
  }
  function folders(target: PbxObject): string[] {
    return target
      .list('fileSystemSynchronizedGroups')
      .map((id) => graph.get(id, 'PBXFileSystemSynchronizedRootGroup')?.text('path') ?? '');
  }

  same('objectVersion', graph.header.objectVersion, 77);
  same('archiveVersion', graph.header.archiveVersion, 1);
  same('compatibilityVersion', graph.root?.fields.compatibilityVersion, undefined);
  same('preferredProjectObjectVersion', graph.root?.text('preferredProjectObjectVersion'), 77);
  same('the targets', graph.root?.list('targets'), [app.id, driver.id]);
  same('the regions', graph.root?.list('knownRegions'), ['en', 'Base']);
  same('the app type', app.text('productType'), 'com.apple.product-type.application');
  same('the driver type', driver.text('productType'), 'com.apple.product-type.driver-extension');

  const product = file(driver.text('productReference'));
  same('the driver file', product?.text('path'), `${bundleId}.dext`);
  same('the driver file type', product?.text('explicitFileType'), 'wrapper.driver-extension');
  same('the app file', file(app.text('productReference'))?.text('path'), `${name}.app`);

  const build = ['PBXSourcesBuildPhase', 'PBXFrameworksBuildPhase', 'PBXResourcesBuildPhase'];
  same('the app phases', phases(app).map(isa), [...build, 'PBXCopyFilesBuildPhase']);
  same('the driver phases', phases(driver).map(isa), ['PBXHeadersBuildPhase', ...build]);
  for (const target of [app, driver]) {
    // A synchronized folder fills these; a file in both places would be compiled twice.
    same('files in Sources', filesOf(target, 'PBXSourcesBuildPhase').length, 0);
    same('files in Resources', filesOf(target, 'PBXResourcesBuildPhase').length, 0);
  }

  same('the app folders', folders(app), ['App']);
  same('the driver folders', folders(driver), ['Driver']);
  const mainGroup = graph.get(graph.root?.text('mainGroup') ?? '', 'PBXGroup');
  for (const id of [app, driver].flatMap((target) => target.list('fileSystemSynchronizedGroups'))) {
    same(`folder ${id} in the main group`, mainGroup?.list('children').includes(id), true);
  }
  const exceptions = graph.all('PBXFileSystemSynchronizedBuildFileExceptionSet');
  same(
    'the exceptions',
    exceptions.map((each) => each.list('membershipExceptions')),
    ['Info.plist'],
  );
  same(
    'their target',
    exceptions.map((each) => each.text('target')),
    [driver.id],
  );
  const [driverFolder = ''] = driver.list('fileSystemSynchronizedGroups');
  same(
    'the exceptions of Driver',
    graph.objects.get(driverFolder)?.list('exceptions'),
    exceptions.map((each) => each.id),
  );

  const embed = phases(app).find((phase) => phase.isa === 'PBXCopyFilesBuildPhase');
  const embedded = filesOf(app, 'PBXCopyFilesBuildPhase');
  same('dstSubfolderSpec', embed?.text('dstSubfolderSpec'), 16);
  same('dstPath', embed?.text('dstPath'), '$(SYSTEM_EXTENSIONS_FOLDER_PATH)');
  same(
    'the embedded file',
    embedded.map((each) => each.text('fileRef')),
    [product?.id],
  );
  // CodeSignOnCopy would sign the driver again with the app's identity and without entitlements.
  same(
    'the embedding',
    JSON.stringify(embedded.map((each) => each.fields.settings)),
    '[{"ATTRIBUTES":["RemoveHeadersOnCopy"]}]',
  );

  const [dependency, ...more] = app.list('dependencies').map((id) => graph.objects.get(id));
  const proxy = graph.get(dependency?.text('targetProxy') ?? '', 'PBXContainerItemProxy');
  same('the dependency', [dependency?.text('target'), more.length], [driver.id, 0]);
  same('its proxy', proxy?.text('remoteGlobalIDString'), driver.id);
  same('its portal', proxy?.text('containerPortal'), graph.root?.id);
  same('its proxyType', proxy?.text('proxyType'), 1);

  const linked = filesOf(driver, 'PBXFrameworksBuildPhase').map((each) =>
    file(each.text('fileRef')),
  );
  same(
    'the frameworks',
    linked.map((each) => `${each?.text('sourceTree')}:${each?.text('path')}`),
    FRAMEWORKS[provider].map(
      (each) => `SDKROOT:System/DriverKit/System/Library/Frameworks/${each}.framework`,
    ),
  );
  same('frameworks of the app', filesOf(app, 'PBXFrameworksBuildPhase').length, 0);
  return problems;
}

function isa(object: PbxObject): string {
  return object.isa;
}
