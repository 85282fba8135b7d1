import { maskedIn } from '../dext/masked.ts';
import type { ClassModel } from '../dext/model.ts';
import { childIn } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import { Refused } from './refused.ts';

/** Bases that are no services: nobody starts or stops them. */
const NO_SERVICE =
  /^(?:OS(?:Object|Action|Container|Array|Dictionary|Data|String|Number|Boolean|Collection)|IOUserAudio(?!Driver$)\w*|IO\w*Dispatch\w*|IO\w*MemoryDescriptor|IOMemoryMap)$/;

/**
 * Whether a class is one that can have a timer in the way that we know.
 *
 * @throws Refused
 */
export function checkClass(model: ClassModel): void {
  const { file, node, name, base } = model;
  const at = { file, offset: node.start };
  if (model.kind !== 'iig' || !file.path.endsWith('.iig')) {
    throw new Refused({
      ...at,
      code: 'not-dispatched',
      message: `${name} is not declared in an .iig file, so that DriverKit cannot call a handler of it`,
    });
  }
  if (base === null || NO_SERVICE.test(base)) {
    const what = base === null ? 'has no base class' : `is an ${base}`;
    throw new Refused({
      ...at,
      code: 'not-a-service',
      message: `${name} ${what}: it is no IOService, which is started and stopped`,
    });
  }
  const head = childIn(node, 'body')?.start ?? node.end;
  const word = maskedIn(file, node.start, head).find((it) =>
    /^(?:LOCALONLY|KERNEL|EXTENDS)$/.test(it.name),
  );
  if (word) {
    throw new Refused({
      ...at,
      code: 'not-dispatched',
      message: `${name} is declared ${word.name}, so that DriverKit cannot call a handler of it`,
    });
  }
  if (conditionalAt(file, node.start)) {
    throw new Refused({
      ...at,
      code: 'conditional',
      message: `${name} is declared in an #if, and another declaration may be compiled in its place`,
    });
  }
}
