import path from 'node:path';
import { isApples } from '../dext/apples-own.ts';
import type { ClassModel, DextModel } from '../dext/model.ts';
import { nearest } from '../dext/nearest.ts';
import { isNoService } from '../dext/no-service.ts';
import { DRIVERKIT_NAME } from '../options/reserved-names.ts';
import type { OpenDext } from './open-dext.ts';

/** The classes that a timer can go into: services declared in the `.iig` files of a dext's folder. */
export function driverClasses(dext: OpenDext): ClassModel[] {
  return ownClasses(dext)
    .filter((it) => isService(dext.model, it))
    .sort((a, b) => (a.name + a.file.path < b.name + b.file.path ? -1 : 1));
}

/** All classes declared in the `.iig` files of the folder, those of stand-ins for DriverKit aside. */
export function ownClasses({ model, onDisk, where }: OpenDext): ClassModel[] {
  return model.classes.filter((it) => {
    const way = path.relative(where.folder, onDisk.get(it.file)?.place ?? '');
    return it.file.path.endsWith('.iig') && !way.startsWith('..') && !isApples(model, it);
  });
}

/** Goes down the bases to the first that is DriverKit's, or that nobody here declares. */
function isService(dext: DextModel, model: ClassModel): boolean {
  const seen = new Set<ClassModel>();
  let at = model;
  let isStarted = false;
  for (;;) {
    seen.add(at);
    isStarted ||= at.methods.has('Start') || at.methods.has('Stop');
    const { base } = at;
    if (base === null || isNoService(base)) {
      return false;
    }
    const next = nearest(
      at.file.path,
      dext.classes.filter((it) => it.name === base && !isApples(dext, it)),
    );
    if (!next || seen.has(next)) {
      return isStarted || DRIVERKIT_NAME.test(base);
    }
    at = next;
  }
}
