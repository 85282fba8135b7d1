import type { FlowEvent, Site } from '../flow/events.ts';
import { linkedTo } from '../flow/marks.ts';
import { isDefaultQueue, TIMER, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import type { ClassAnalysis } from './subject.ts';
import { eventsOf, runsOf } from './timers.ts';

/** The runs of a method that a timer calls while the driver runs. */
export function ticksOf(analysis: ClassAnalysis, method: string): readonly Run[] {
  return runsOf(analysis, 'tick').filter((it) => it.entry.method === method);
}

/** The methods of a class that timers call. */
export function tickMethods(analysis: ClassAnalysis): readonly string[] {
  return [...new Set(runsOf(analysis, 'tick').map((it) => it.entry.method))];
}

/** The timers whose handler a method is, going by SetHandler; failing that, those that it arms. */
export function timersOf(analysis: ClassAnalysis, method: string): ReadonlySet<TrackedObject> {
  const timers = new Set<TrackedObject>();
  for (const run of analysis.runs) {
    for (const event of eventsOf(run, 'set-handler')) {
      const { action, object } = event;
      if (object.type === TIMER && action.kind === 'pointer' && action.object.handler === method) {
        timers.add(object);
      }
    }
  }
  if (timers.size === 0) {
    for (const run of ticksOf(analysis, method)) {
      for (const event of eventsOf(run, 'arm')) {
        timers.add(event.object);
      }
    }
  }
  return timers;
}

/** The queue that a timer was created on, as far as it was seen. */
export function queueOf(run: Run, timer: TrackedObject): TrackedObject | null {
  const queue = linkedTo(run.state, timer, 'queue');
  return queue?.queueName === '' ? null : queue;
}

/** Whether a timer surely runs on another queue than Default. */
export function isOnOwnQueue(run: Run, timer: TrackedObject): boolean {
  const queue = queueOf(run, timer);
  return queue !== null && !isDefaultQueue(queue);
}

/** Whether something was done to an object. */
export function has(
  events: readonly FlowEvent[],
  kind: 'arm' | 'cancel' | 'release' | 'escape' | 'retain',
  object: TrackedObject,
): boolean {
  return events.some((it) => it.kind === kind && it.object === object);
}

/** The same for the same place in the sources. */
export function placeKey(site: Site): string {
  return `${site.file.path}:${site.start}`;
}
