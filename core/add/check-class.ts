import { maskedIn } from '../dext/masked.ts';
import type { ClassModel } from '../dext/model.ts';
import { isNoService } from '../dext/no-service.ts';
import { childIn } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import { Refused } from './refused.ts';

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
  if (base === null || isNoService(base)) {
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
