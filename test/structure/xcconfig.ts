import type { ProjectUnderCheck } from '../../core/verify/project/project-under-check.ts';

interface Xcconfig {
  readonly settings: ReadonlyMap<string, string>;
  /** What it includes, a trailing `?` for an include that may be missing. */
  readonly includes: readonly string[];
  readonly lastLine: string;
}

const SETTING = /^([A-Z][A-Z0-9_]*) =(?: (\S.*))?$/;
const INCLUDE = /^#include(\??) "([^"]+)"$/;

const SHARED: Readonly<Record<string, string>> = {
  MARKETING_VERSION: '1.0',
  CURRENT_PROJECT_VERSION: '1',
  CODE_SIGN_STYLE: 'Automatic',
  CODE_SIGN_IDENTITY: '-',
  AD_HOC_CODE_SIGNING_ALLOWED: 'YES',
  DEVELOPMENT_TEAM: '',
};

/** The build configuration files: ids, versions and signing, each in one place. */
export function checkXcconfigs(project: ProjectUnderCheck): void {
  const { bundleId } = project.options;
  const appId = bundleId.split('.').slice(0, -1).join('.');
  const shared = read(project, 'Config/Shared.xcconfig');
  compare(project, 'Config/Shared.xcconfig', shared, {
    settings: SHARED,
    includes: 'Local.xcconfig?',
  });
  if (shared.lastLine !== '#include? "Local.xcconfig"') {
    project.problem('Config/Shared.xcconfig', 'Local.xcconfig does not have the last word');
  }
  for (const [path, id] of [
    ['Config/App.xcconfig', appId],
    ['Config/Driver.xcconfig', bundleId],
  ] as const) {
    compare(project, path, read(project, path), {
      settings: { PRODUCT_BUNDLE_IDENTIFIER: id },
      includes: 'Shared.xcconfig',
    });
    if (!/^[A-Za-z0-9.-]+$/.test(id)) {
      project.problem(path, `"${id}" has characters that a bundle id cannot have`);
    }
  }
  if (project.paths.includes('Config/Local.xcconfig')) {
    project.problem('Config/Local.xcconfig', 'is the user’s own and must not be written');
  }
  if (!project.text('.gitignore').split('\n').includes('/Config/Local.xcconfig')) {
    project.problem('.gitignore', 'does not keep Config/Local.xcconfig out of git');
  }
}

function read(project: ProjectUnderCheck, path: string): Xcconfig {
  const settings = new Map<string, string>();
  const includes: string[] = [];
  const lines = project
    .text(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('//'));
  for (const line of lines) {
    const [, key, value = ''] = SETTING.exec(line) ?? [];
    const [, optional, file] = INCLUDE.exec(line) ?? [];
    if (key !== undefined && !settings.has(key)) {
      settings.set(key, value);
    } else if (file !== undefined) {
      includes.push(`${file}${optional}`);
    } else {
      project.problem(path, `"${line}" is no setting or include, or is there twice`);
    }
  }
  return { settings, includes, lastLine: lines.at(-1) ?? '' };
}

function compare(
  project: ProjectUnderCheck,
  path: string,
  found: Xcconfig,
  wanted: { settings: Readonly<Record<string, string>>; includes: string },
): void {
  const is = JSON.stringify(Object.fromEntries(found.settings));
  const shouldBe = JSON.stringify(wanted.settings);
  if (is !== shouldBe) {
    project.problem(path, `sets ${is}, not ${shouldBe}`);
  }
  if (found.includes.join() !== wanted.includes) {
    project.problem(path, `includes "${found.includes.join()}", not "${wanted.includes}"`);
  }
}
