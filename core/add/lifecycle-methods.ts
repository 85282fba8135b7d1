import type { ClassModel, Definition } from '../dext/model.ts';
import { conditionalAt } from './conditional.ts';
import { Refused } from './refused.ts';

/** The methods of a service that a timer has to do with; null where the class leaves one out. */
export interface LifecycleMethods {
  readonly init: Definition | null;
  readonly free: Definition | null;
  readonly Start: Definition | null;
  readonly Stop: Definition | null;
  readonly SetPowerState: Definition | null;
}

/**
 * Finds the bodies of a class's lifecycle methods.
 *
 * @throws Refused for one that is not where and as it should be
 */
export function lifecycleMethods(model: ClassModel): LifecycleMethods {
  return {
    init: own(model, 'init'),
    free: own(model, 'free'),
    Start: dispatched(model, 'Start'),
    Stop: dispatched(model, 'Stop'),
    SetPowerState: dispatched(model, 'SetPowerState'),
  };
}

/** A method that the kernel calls, by way of its `_Impl`. */
function dispatched(model: ClassModel, name: string): Definition | null {
  const definition = own(model, name);
  if (!definition) {
    return null;
  }
  const { file, node, style } = definition;
  const at = { file, offset: node.start };
  if (style === 'plain') {
    throw new Refused({
      ...at,
      code: 'plain-method',
      message: `${model.name}::${name} is defined without _Impl, so that DriverKit does not call it`,
    });
  }
  const param = definition.params[0]?.name;
  if (!param) {
    throw new Refused({
      ...at,
      code: 'unnamed-parameter',
      message: `the parameter of ${model.name}::${name} has no name`,
    });
  }
  const queue = model.methods
    .get(name)
    ?.declarations.flatMap((it) => it.attributes.map((macro) => ({ ...it, macro })))
    .find((it) => it.macro.name === 'QUEUENAME');
  if (queue) {
    throw new Refused({
      file: queue.file,
      offset: queue.node.start,
      code: 'other-queue',
      message: `${model.name}::${name} runs on a queue of its own, ${queue.macro.args}`,
    });
  }
  return definition;
}

function own(model: ClassModel, name: string): Definition | null {
  const method = model.methods.get(name);
  const [definition, second] = method?.definitions ?? [];
  const [declaration] = method?.declarations ?? [];
  const title = `${model.name}::${name}`;
  if (second) {
    throw new Refused({
      file: second.file,
      offset: second.node.start,
      code: 'defined-twice',
      message: `${title} is defined a second time`,
    });
  }
  if (!definition) {
    if (declaration) {
      throw new Refused({
        file: declaration.file,
        offset: declaration.node.start,
        code: 'not-defined',
        message: `${title} is declared, and its definition is not to be seen in the sources`,
      });
    }
    return null;
  }
  const { file, node, style } = definition;
  const at = { file, offset: node.start };
  if (style === 'inline') {
    throw new Refused({ ...at, code: 'inline', message: `${title} is defined inside its class` });
  }
  if (!declaration) {
    throw new Refused({
      ...at,
      code: 'not-declared',
      message: `${title} is defined, and ${model.name} does not declare it`,
    });
  }
  if (conditionalAt(file, node.start) || conditionalAt(file, definition.body.start)) {
    throw new Refused({
      ...at,
      code: 'conditional',
      message: `${title} stands in an #if, and another one may be compiled in its place`,
    });
  }
  return definition;
}
