import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { eventsOf } from './timers.ts';

/** The hook that the drivers written by this generator declare, to leave the hardware silent. */
const HOOK = 'QuiesceHardware';
const BRING_UP = 'BringUpHardware';

/** The services that declare the hook. */
export function withHook(subject: RuleSubject): ClassAnalysis[] {
  return subject.classes.filter((it) => it.role === 'service' && declares(it, HOOK));
}

/** The calls of the hook on a path. */
export function quiesces(run: Run): EventOf<'enter'>[] {
  return eventsOf(run, 'enter').filter((it) => it.method === HOOK);
}

/** Where a path begins to touch the hardware, as far as the class has a hook of ours for that. */
export function bringUp(analysis: ClassAnalysis, run: Run): FlowEvent | undefined {
  return declares(analysis, BRING_UP)
    ? eventsOf(run, 'enter').find((it) => it.method === BRING_UP)
    : undefined;
}

/** Whether all the bodies of the hook are among the sources: otherwise its calls go unseen. */
function declares({ model }: ClassAnalysis, name: string): boolean {
  const method = model.methods.get(name);
  return method !== undefined && method.declarations.length > 0 && method.definitions.length === 1;
}
