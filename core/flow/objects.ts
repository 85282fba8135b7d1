import type { Site } from './events.ts';

/** A thing in memory that a path creates, or that we assume to be there already. */
export interface TrackedObject {
  readonly id: number;
  /** Its class, for example `IOTimerDispatchSource`; a record's name for a struct. */
  readonly type: string;
  /** Where it is created; null for what was there before. */
  readonly site: Site | null;
  /** Created on the way, so that everything that happened to it is known. */
  readonly isCreated: boolean;
  /** Stands for any of several, an element of an array for example: nothing can be counted on. */
  readonly isSummary: boolean;
  /** Zeroed memory: a field that nobody wrote is 0. */
  readonly isZeroed: boolean;
  /** For an OSAction: the method that it calls, as far as known. */
  readonly handler: string | null;
  /** For an OSAction: the class of the object whose method that is, as far as known. */
  readonly target: string | null;
  /** For a queue that is there without being created: `Default`, or '' for one that we know not. */
  readonly queueName: string | null;
  /** Where it was found, for what was there before: the type that has it and the member. */
  readonly member: string | null;
}

/** Whether a queue is the service's Default queue. */
export function isDefaultQueue(object: TrackedObject): boolean {
  return object.queueName === 'Default';
}

export const TIMER = 'IOTimerDispatchSource';
export const INTERRUPT = 'IOInterruptDispatchSource';
export const QUEUE = 'IODispatchQueue';
export const ACTION = 'OSAction';

/** Sources of events that are cancelled with a block. */
export const SOURCES: ReadonlySet<string> = new Set([
  TIMER,
  INTERRUPT,
  'IODataQueueDispatchSource',
  'IOServiceNotificationDispatchSource',
  'IOStateNotificationDispatchSource',
  'IODispatchSource',
]);

/** Classes of DriverKit that are counted by reference and matter to us. */
export const TRACKED: ReadonlySet<string> = new Set([...SOURCES, QUEUE, ACTION]);
