import { derivedNames } from '../../options/derived-names.ts';
import { providers } from '../../providers.ts';
import type { PbxGraph } from './pbxproj-graph.ts';
import { linkedFrameworks, targetsOf } from './pbxproj-targets.ts';
import type { ProjectUnderCheck } from './project-under-check.ts';

/** Frameworks whose headers the driver may include only where its target links them. */
const FRAMEWORK = /^#include <(\w+Kit)\//gm;

/** What ties the driver's source to the files around it; that it compiles is another test. */
export function checkDriverSource(project: ProjectUnderCheck, graph: PbxGraph | null): void {
  const { driverClass } = derivedNames(project.options);
  const { baseClass } = providers[project.options.provider];
  const iig = `Driver/${driverClass}.iig`;
  const cpp = `Driver/${driverClass}.cpp`;
  // IOUserClass in the Info.plist names this class; iig makes the header of the file's base name.
  const classes = [...project.text(iig).matchAll(/^class (\w+) ?: public (\w+)/gm)];
  const found = classes.map(([, self, base]) => `${self} : ${base}`);
  if (!found.includes(`${driverClass} : ${baseClass}`)) {
    const what = `declares "${found.join()}", not "${driverClass} : ${baseClass}"`;
    project.problem(iig, what, 'class ');
  }
  if (!new RegExp(`^#include "${driverClass}\\.h"`, 'm').test(project.text(cpp))) {
    project.problem(cpp, `does not include "${driverClass}.h"`);
  }
  const driver = graph && targetsOf(graph, 'driver-extension')[0];
  const linked = driver ? linkedFrameworks(graph, driver) : null;
  for (const path of linked ? [iig, cpp] : []) {
    for (const [include, framework = ''] of project.text(path).matchAll(FRAMEWORK)) {
      if (!linked?.includes(framework)) {
        const what = `includes headers of ${framework}, which the target does not link`;
        project.problem(path, what, include);
      }
    }
  }
}
