import { DRIVERKIT_NAME } from '../options/reserved-names.ts';
import type { ClassModel, DextModel } from './model.ts';

/** A folder named as a framework of DriverKit's family: headers or stand-ins of them are in it. */
const FRAMEWORK = /(?:^|\/)[A-Z]*[a-z]*DriverKit(?:\.framework)?\//;

/** Whether a file, going by its path, holds a class of DriverKit's own. */
export function isStandIn(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return DRIVERKIT_NAME.test(name) && FRAMEWORK.test(path);
}

/**
 * Whether a class is one of DriverKit's own, seen in a header or a stand-in for tests: it has a
 * name of theirs, and others derive from it, or it lies in a folder of theirs.
 */
export function isApples(dext: DextModel, model: ClassModel): boolean {
  return (
    DRIVERKIT_NAME.test(model.name) &&
    (FRAMEWORK.test(model.file.path) || dext.classes.some((it) => it.base === model.name))
  );
}
