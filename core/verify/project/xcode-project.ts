import { type PbxGraph, pbxprojGraphProblems, readPbxproj } from './pbxproj-graph.ts';
import { pbxprojTargetProblems } from './pbxproj-targets.ts';
import { type ProjectUnderCheck, placedError } from './project-under-check.ts';
import { readXml, type XmlElement } from './xml-reader.ts';

/** The Xcode project: the project file, and schemes that name its targets. */
export function checkXcodeProject(project: ProjectUnderCheck): PbxGraph | null {
  const path = `${project.options.name}.xcodeproj/project.pbxproj`;
  const { options, paths } = project;
  try {
    const graph = readPbxproj(project.text(path));
    const problems = [
      ...pbxprojGraphProblems(graph),
      ...pbxprojTargetProblems({ graph, options, paths }),
    ];
    for (const { line, what } of problems) {
      project.problem(path, what, line);
    }
    checkSchemes(project, graph);
    return graph;
  } catch (error) {
    const { line, what } = placedError(error);
    project.problem(path, what, line);
    return null;
  }
}

function checkSchemes(project: ProjectUnderCheck, graph: PbxGraph): void {
  const container = `container:${project.options.name}.xcodeproj`;
  for (const path of project.paths.filter((it) => it.endsWith('.xcscheme'))) {
    for (const { attributes } of references(project, path)) {
      const id = attributes.get('BlueprintIdentifier') ?? '';
      if (!graph.get(id, 'PBXNativeTarget')) {
        project.problem(path, `refers to the target ${id}, which the project has not`, id);
      }
      const found = attributes.get('ReferencedContainer') ?? '';
      if (found !== container) {
        project.problem(path, `refers to "${found}", not to "${container}"`, found);
      }
    }
  }
}

/** None where the file is no XML: that is another problem, told by who looks at all files. */
function references(project: ProjectUnderCheck, path: string): XmlElement[] {
  try {
    return descendants(readXml(project.text(path)), 'BuildableReference');
  } catch {
    return [];
  }
}

/** All elements of a name inside of another, in order. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}
