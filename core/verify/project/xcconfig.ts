import { dictOf, type PbxGraph } from './pbxproj-graph.ts';
import { configurationsOf, flat, targetsOf } from './pbxproj-targets.ts';
import type { ProjectUnderCheck } from './project-under-check.ts';

/** A build configuration file. */
export interface Xcconfig {
  /** The last value of each setting that has no condition. */
  readonly settings: ReadonlyMap<string, string>;
  /** What it includes; `optional` with a question mark, which may be missing. */
  readonly includes: readonly { readonly path: string; readonly optional: boolean }[];
}

const SETTING = /^\s*([A-Za-z_]\w*)((?:\[[^\]]*\])*)\s*=\s*(.*?)\s*;?\s*$/;
const INCLUDE = /^\s*#include(\??)\s+"([^"]+)"\s*$/;

/** Build configuration files: they parse, what they include is there, and the driver gets its id. */
export function checkXcconfigs(project: ProjectUnderCheck, graph: PbxGraph | null): void {
  const files = new Map(
    project.paths
      .filter((it) => it.endsWith('.xcconfig'))
      .map((path) => [path, readXcconfig(project, path)] as const),
  );
  for (const [path, { includes }] of files) {
    for (const { path: included, optional } of includes) {
      if (!optional && !files.has(beside(path, included))) {
        const what = `includes "${included}", which is not there`;
        project.problem(path, what, `"${included}"`);
      }
    }
  }
  const driver = graph && targetsOf(graph, 'driver-extension')[0];
  for (const configuration of driver ? configurationsOf(graph, driver) : []) {
    const id = configuration.text('baseConfigurationReference');
    const name = graph?.get(id, 'PBXFileReference')?.text('path') ?? '';
    const path = [...files.keys()].find((it) => `/${it}`.endsWith(`/${name}`));
    const own = flat(dictOf(configuration.fields.buildSettings).PRODUCT_BUNDLE_IDENTIFIER);
    const found = own || (path && settingIn(files, path, 'PRODUCT_BUNDLE_IDENTIFIER')) || '';
    if (found !== project.options.bundleId) {
      const where = path ?? `${project.options.name}.xcodeproj/project.pbxproj`;
      const what = `the driver's PRODUCT_BUNDLE_IDENTIFIER is "${found}", not "${project.options.bundleId}"`;
      project.problem(where, what, 'PRODUCT_BUNDLE_IDENTIFIER');
    }
  }
}

/** Reads a build configuration file; a line that is none of its kind is a problem. */
function readXcconfig(project: ProjectUnderCheck, path: string): Xcconfig {
  const settings = new Map<string, string>();
  const includes: { path: string; optional: boolean }[] = [];
  for (const [index, whole] of project.text(path).split('\n').entries()) {
    const line = whole.replace(/(^|\s)\/\/.*$/, '');
    const [, key, condition, value = ''] = SETTING.exec(line) ?? [];
    const [, mark, file] = INCLUDE.exec(line) ?? [];
    if (key !== undefined) {
      if (condition === '') {
        settings.set(key, value);
      }
    } else if (file !== undefined) {
      includes.push({ path: file, optional: mark === '?' });
    } else if (line.trim() !== '') {
      project.problem(path, `${JSON.stringify(whole)} is no setting or include`, index + 1);
    }
  }
  return { settings, includes };
}

/** A setting of a file, or of what it includes; its own counts first, wherever it stands. */
function settingIn(
  files: ReadonlyMap<string, Xcconfig>,
  path: string,
  key: string,
  depth = 0,
): string | undefined {
  const file = files.get(path);
  if (!file || depth > 8) {
    return undefined;
  }
  const inherited = file.includes.map((it) =>
    settingIn(files, beside(path, it.path), key, depth + 1),
  );
  return file.settings.get(key) ?? inherited.findLast((it) => it !== undefined);
}

function beside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + name;
}
