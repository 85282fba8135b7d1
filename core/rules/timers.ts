import type { ClassModel, Declaration } from '../dext/model.ts';
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

/**
 * How the method is declared that an action calls: in the class of its target or a base of it,
 * where that is known, otherwise in any class.
 */
export function declarationsOf(subject: RuleSubject, action: TrackedObject): Declaration[] {
  const { handler } = action;
  if (handler === null) {
    return [];
  }
  const models = subject.classes.map((it) => it.model);
  const inTarget = lineage(subject, action.target).flatMap(
    (it) => it.methods.get(handler)?.declarations ?? [],
  );
  return inTarget.length > 0
    ? inTarget
    : models.flatMap((it) => it.methods.get(handler)?.declarations ?? []);
}

/** A class and its bases, as far as they are among the sources. */
export function lineage(subject: RuleSubject, name: string | null): ClassModel[] {
  const found: ClassModel[] = [];
  for (let at = name; at !== null; ) {
    const model = subject.dext.classes.find((it) => it.name === at);
    if (!model || found.includes(model)) {
      break;
    }
    found.push(model);
    at = model.base;
  }
  return found;
}

/** Every run but those that call Stop a second time, which are another rule's matter. */
export function ordinaryRuns(subject: RuleSubject): Run[] {
  return subject.classes.flatMap((it) => it.runs).filter((it) => it.entry.kind !== 'stop again');
}

/**
 * Whether an object is an OSAction that a timer calls: its method is declared as a timer's handler,
 * or it was given to a timer's SetHandler on some path. Names prove nothing.
 */
export function isTimerAction(subject: RuleSubject, object: TrackedObject): boolean {
  return (
    object.type === ACTION &&
    (declarationsOf(subject, object).some(isTimerHandler) || actionsOfTimers(subject).has(object))
  );
}

/** Whether something happens in a timer's handler itself, not in a block that it leaves to run. */
export function isInHandler({ entry }: Run, event: FlowEvent): boolean {
  const isHandler =
    entry.kind === 'tick' ||
    entry.kind === 'late tick' ||
    entry.definition.params.some((it) => it.type.name === ACTION);
  return isHandler && event.phase === 0;
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
