import type { ClassModel, DextModel, Method } from '../dext/model.ts';
import { derivedNames } from '../options/derived-names.ts';
import type { NewProjectOptions } from '../options/new-project-options.ts';
import { isTimerHandler } from '../rules/timers.ts';
import { positionOf } from '../source/source-file.ts';
import type { ExaminePlan } from './examine-plan.ts';
import type { PlanFinding, PlanRule } from './verify.ts';

/**
 * What a driver of this generator has in any case: its class, a handler for each timer, and the
 * hook that quiesces the hardware. The rules of `check` say how these are used; of a driver that
 * has none of them they would say nothing.
 */
export function skeletonGate(options: NewProjectOptions, examine: ExaminePlan): PlanRule {
  return { id: 'skeleton', check: (plan) => missingIn(examine(plan).subject.dext, options) };
}

function missingIn(model: DextModel, options: NewProjectOptions): PlanFinding[] {
  const { driverClass, timers } = derivedNames(options);
  const iig = `${options.name}/Driver/${driverClass}.iig`;
  const driver = model.classes.find((it) => it.name === driverClass && it.kind === 'iig');
  if (!driver) {
    return [error(iig, 1, 'skeleton', `declares no class ${driverClass}.`)];
  }
  const { line } = positionOf(driver.file, driver.node.start);
  const lost = (rule: string, message: string) => error(driver.file.path, line, rule, message);
  return [
    ...timers
      .filter(({ handler }) => !hasHandler(driver, handler))
      .map(({ handler }) => lost('skeleton', `${driverClass} has no timer handler ${handler}.`)),
    ...(hasHook(driver)
      ? []
      : [
          lost(
            'DK11',
            `${driverClass} has no method QuiesceHardware(IOService *provider), which hooks/quiesce.ejs defines.`,
          ),
        ]),
  ];
}

function hasHandler(driver: ClassModel, handler: string): boolean {
  const method = driver.methods.get(handler);
  return isDefined(method) && method.declarations.some(isTimerHandler);
}

/** @returns whether the class has the hook that the contract of emitted drivers names */
export function hasHook(driver: ClassModel): boolean {
  return isDefined(driver.methods.get('QuiesceHardware'));
}

function isDefined(method: Method | undefined): method is Method {
  return method !== undefined && method.declarations.length > 0 && method.definitions.length > 0;
}

function error(path: string, line: number, rule: string, message: string): PlanFinding {
  return { rule, severity: 'error', path, line, message };
}
