import type { ClassModel, Definition, Variable } from '../dext/model.ts';
import { codeText } from '../source/code-text.ts';
import { TRACKED } from './objects.ts';

const ABOUT_TIMERS =
  /\b(WakeAtTime|SetHandler|SetEnable\w*|CreateAction\w*|OSAction|IO\w*DispatchSource|IODispatchQueue)\b/;
const ENDING = /\b(Cancel|release|reset|OSSafeRelease\w*)\b/;

/** Deals with sources, queues or actions by name, or ends a member that is one. */
export function isAboutTimers(model: ClassModel, { file, node }: Definition): boolean {
  const text = codeText(file, node);
  return (
    ABOUT_TIMERS.test(text) ||
    (ENDING.test(text) && members(model).some((it) => TRACKED.has(it.type.name)))
  );
}

function members(model: ClassModel): readonly Variable[] {
  return [...model.fields, ...(model.ivars?.fields ?? [])];
}
