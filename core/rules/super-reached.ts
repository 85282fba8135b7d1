import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import type { ClassAnalysis } from './subject.ts';

/**
 * Whether a path hands on to the base class: it calls super, or enters a method of that name of
 * another class, which is the base class where that is among the sources.
 */
export function reachesSuper(analysis: ClassAnalysis, run: Run, method: string): boolean {
  return run.events.some(
    (it) =>
      isSuper(it, method) ||
      (it.kind === 'enter' && it.method === method && isOther(analysis, it.owner)) ||
      (it.kind === 'call' && it.callee.endsWith(`::${method}`)),
  );
}

/** The call of super that is made last on a path. */
export function lastSuper(run: Run, method: string): EventOf<'super'> | undefined {
  return run.events.findLast((it): it is EventOf<'super'> => isSuper(it, method));
}

function isSuper(event: FlowEvent, method: string): event is FlowEvent & { kind: 'super' } {
  return event.kind === 'super' && event.method === method;
}

function isOther(analysis: ClassAnalysis, owner: string | null): boolean {
  return owner !== null && owner !== analysis.model.name;
}
