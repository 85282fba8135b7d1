import type { Provider } from '../../core/options/new-project-options.ts';
import { FRAMEWORKS } from './pbxproj-targets.ts';
import type { ProjectUnderTest } from './project-files.ts';

const BASE_CLASSES: Readonly<Record<Provider, string>> = {
  resources: 'IOService',
  'usb-device': 'IOService',
  'usb-interface': 'IOService',
  pci: 'IOService',
  hid: 'IOUserHIDEventDriver',
};

/** Frameworks whose headers the driver may include only where its target links them. */
const FRAMEWORK = /^#include <(\w+Kit)\//gm;

/** What ties the driver's source to the files around it; that it compiles is another test. */
export function checkDriverSource(project: ProjectUnderTest): void {
  const { name, provider } = project.options;
  const driverClass = `${name}Driver`;
  const iig = `Driver/${driverClass}.iig`;
  const cpp = `Driver/${driverClass}.cpp`;
  // IOUserClass in the Info.plist names this class; iig makes the header of the file's base name.
  const classes = [...project.text(iig).matchAll(/^class (\w+) ?: public (\w+)/gm)];
  const found = classes.map(([, self, base]) => `${self} : ${base}`).join();
  if (found !== `${driverClass} : ${BASE_CLASSES[provider]}`) {
    project.problem(iig, `declares "${found}", not "${driverClass} : ${BASE_CLASSES[provider]}"`);
  }
  if (!new RegExp(`^#include "${driverClass}\\.h"`, 'm').test(project.text(cpp))) {
    project.problem(cpp, `does not include "${driverClass}.h"`);
  }
  for (const path of [iig, cpp]) {
    for (const [, framework = ''] of project.text(path).matchAll(FRAMEWORK)) {
      if (!FRAMEWORKS[provider].includes(framework)) {
        project.problem(path, `includes headers of ${framework}, which the target does not link`);
      }
    }
  }
}
