import { QUEUE, TIMER, type TrackedObject } from '../flow/objects.ts';
import type { ClassAnalysis } from './subject.ts';
import { eventsOf } from './timers.ts';

/** The queue that a timer was created on; null where that is not in view. */
export function queueOfTimer(analysis: ClassAnalysis, timer: TrackedObject): TrackedObject | null {
  for (const run of analysis.runs) {
    for (const event of eventsOf(run, 'create')) {
      if (event.object === timer && timer.type === TIMER && event.on?.type === QUEUE) {
        return event.on;
      }
    }
  }
  return null;
}

/** Whether a queue is one that the driver has made, so that it is not the Default queue. */
export function isOwnQueue(queue: TrackedObject): boolean {
  return queue.type === QUEUE && queue.isCreated && !queue.isSummary;
}
