import { readPbxproj } from '../../core/verify/project/pbxproj-graph.ts';
import type { ProjectUnderCheck } from '../../core/verify/project/project-under-check.ts';
import { descendants } from '../../core/verify/project/xcode-project.ts';
import { readXml } from '../../core/verify/project/xml-reader.ts';
import { pbxprojFormatProblems } from './pbxproj-format.ts';
import { pbxprojSettingsProblems } from './pbxproj-settings.ts';
import { pbxprojTargetProblems } from './pbxproj-targets.ts';
import { remember } from './remember.ts';

const formatProblems = remember(pbxprojFormatProblems);

/** The Xcode project: project file, shared scheme, workspace. */
export function checkXcodeProject(project: ProjectUnderCheck): void {
  const { name } = project.options;
  const path = `${name}.xcodeproj/project.pbxproj`;
  const text = project.text(path);
  for (const reason of formatProblems(text)) {
    project.problem(path, reason);
  }
  try {
    const graph = readPbxproj(text);
    const reasons = [
      ...pbxprojTargetProblems(graph, project.options),
      ...pbxprojSettingsProblems(graph),
    ];
    for (const reason of reasons) {
      project.problem(path, reason);
    }
    const app = graph.all('PBXNativeTarget').find((target) => target.text('name') === name);
    checkScheme(project, app?.id ?? '');
  } catch (error) {
    project.problem(path, String(error));
  }
  checkWorkspace(project);
}

/** Each reference of the scheme is to the app; the driver is built as its dependency. */
function checkScheme(project: ProjectUnderCheck, appTarget: string): void {
  const { name } = project.options;
  const path = `${name}.xcodeproj/xcshareddata/xcschemes/${name}.xcscheme`;
  const wanted = {
    BuildableIdentifier: 'primary',
    BlueprintIdentifier: appTarget,
    BuildableName: `${name}.app`,
    BlueprintName: name,
    ReferencedContainer: `container:${name}.xcodeproj`,
  };
  try {
    const references = descendants(readXml(project.text(path)), 'BuildableReference');
    if (references.length !== 3) {
      project.problem(
        path,
        `refers ${references.length} times to a target, not for build, run, profile`,
      );
    }
    for (const reference of references) {
      const found = JSON.stringify(Object.fromEntries(reference.attributes));
      if (found !== JSON.stringify(wanted)) {
        project.problem(path, `refers to ${found}, not to the app target`);
      }
    }
  } catch (error) {
    project.problem(path, String(error));
  }
}

function checkWorkspace(project: ProjectUnderCheck): void {
  const path = `${project.options.name}.xcodeproj/project.xcworkspace/contents.xcworkspacedata`;
  try {
    const references = descendants(readXml(project.text(path)), 'FileRef');
    if (references.map((each) => each.attributes.get('location')).join() !== 'self:') {
      project.problem(path, 'does not refer to the project around it');
    }
  } catch (error) {
    project.problem(path, String(error));
  }
}
