import type { Declaration } from '../dext/model.ts';
import type { EventOf, FlowEvent } from '../flow/events.ts';
import { ACTION, TIMER, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';

/** The events of one kind, in order. */
export function eventsOf<K extends FlowEvent['kind']>(run: Run, kind: K): EventOf<K>[] {
  return run.events.filter((it): it is EventOf<K> => it.kind === kind);
}

/** What happened up to an event of a run, the runs before it included. */
export function before(run: Run, event: FlowEvent): FlowEvent[] {
  return [...run.history, ...run.events.slice(0, run.events.indexOf(event))];
}

/** What happened after an event of a run. */
export function after(run: Run, event: FlowEvent): readonly FlowEvent[] {
  return run.events.slice(run.events.indexOf(event) + 1);
}

/** Whether a method is declared as the handler of a timer. */
export function isTimerHandler(declaration: Declaration): boolean {
  return declaration.attributes.some(
    (it) => it.name === 'TYPE' && /\bTimerOccurred\b/.test(it.args ?? ''),
  );
}

/** The names of methods that are declared as handlers of timers, in any class. */
export function timerHandlers(subject: RuleSubject): ReadonlySet<string> {
  const known = handlers.get(subject);
  if (known) {
    return known;
  }
  const names = new Set<string>();
  for (const { model } of subject.classes) {
    for (const method of model.methods.values()) {
      if (method.declarations.some(isTimerHandler)) {
        names.add(method.name);
      }
    }
  }
  handlers.set(subject, names);
  return names;
}
const handlers = new WeakMap<RuleSubject, ReadonlySet<string>>();

/**
 * Whether an object is an OSAction that a timer calls: its method is declared as a timer's handler,
 * or it was given to a timer's SetHandler on some path. Names prove nothing.
 */
export function isTimerAction(subject: RuleSubject, object: TrackedObject): boolean {
  if (object.type !== ACTION) {
    return false;
  }
  return (
    (object.handler !== null && timerHandlers(subject).has(object.handler)) ||
    actionsOfTimers(subject).has(object)
  );
}

function actionsOfTimers(subject: RuleSubject): ReadonlySet<TrackedObject> {
  const known = actions.get(subject);
  if (known) {
    return known;
  }
  const found = new Set<TrackedObject>();
  for (const run of subject.classes.flatMap((it) => it.runs)) {
    for (const event of eventsOf(run, 'set-handler')) {
      if (event.object.type === TIMER && event.action.kind === 'pointer') {
        found.add(event.action.object);
      }
    }
  }
  actions.set(subject, found);
  return found;
}
const actions = new WeakMap<RuleSubject, ReadonlySet<TrackedObject>>();

/** The runs of a class that begin in one of some ways. */
export function runsOf(
  analysis: ClassAnalysis,
  ...kinds: readonly Run['entry']['kind'][]
): readonly Run[] {
  return analysis.runs.filter((it) => kinds.includes(it.entry.kind));
}
