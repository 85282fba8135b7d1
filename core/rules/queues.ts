import type { FlowEvent } from '../flow/events.ts';
import { isDefaultQueue, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { before } from './timers.ts';

/**
 * Whether something surely happens on another queue than that of a source: both are known, and
 * neither was made the queue of methods, which may be the Default queue under another name.
 */
export function surelyElsewhere(run: Run, event: FlowEvent, source: TrackedObject): boolean {
  const earlier = before(run, event);
  const created = earlier.find((it) => it.kind === 'create' && it.object === source);
  const own = created?.kind === 'create' ? created.on : null;
  const isKnown = (it: TrackedObject) => it.isCreated || isDefaultQueue(it);
  return (
    own !== null &&
    own !== event.queue &&
    isKnown(own) &&
    isKnown(event.queue) &&
    !earlier.some((it) => isMadeQueueOfMethods(it, own) || isMadeQueueOfMethods(it, event.queue))
  );
}

function isMadeQueueOfMethods(event: FlowEvent, queue: TrackedObject): boolean {
  return (
    event.kind === 'call' &&
    /(^|\W)SetDispatchQueue$/.test(event.callee) &&
    event.args.some((it) => it.kind === 'pointer' && it.object === queue)
  );
}
