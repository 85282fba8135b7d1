import type { SourceFile } from '../source/source-file.ts';
import type { TrackedObject } from './objects.ts';
import type { PlaceRef, Truth, Value } from './values.ts';

/** A place in the sources. In the expansion of a macro it is where the macro is used. */
export interface Site {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  /** `AcmeDriver::Stop`. */
  readonly within: string;
}

/** What all events share. */
export interface EventBase {
  readonly site: Site;
  /** The queue that this runs on; the Default queue is an object like any other. */
  readonly queue: TrackedObject;
  /** Counts up with every call and block that is entered, 0 for the entry itself. */
  readonly frame: number;
  /** 0 while the entry has not returned; then 1 for the first block that ran after it, and so on. */
  readonly phase: number;
  /**
   * How many tests the path has passed by now, earlier runs included, of which we cannot know
   * whether they can go this way: two events with the same number go together.
   */
  readonly tests: number;
  /** How many tests of any kind it has passed that could have gone the other way as well. */
  readonly forks: number;
}

/** What happens on a path, in order. */
export type FlowEvent = EventBase &
  (
    | CreateEvent
    | SetHandlerEvent
    | ArmEvent
    | EnableEvent
    | CancelEvent
    | ReleaseEvent
    | RetainEvent
    | StoreEvent
    | SuperEvent
    | WaitEvent
    | DispatchEvent
    | LockEvent
    | WriteEvent
    | UseEvent
    | DeleteIvarsEvent
    | CallEvent
    | EnterEvent
    | EscapeEvent
    | PhaseEvent
    | OverdueTestEvent
    | ReturnEvent
  );

/** A source, queue or action comes to be. */
export interface CreateEvent {
  readonly kind: 'create';
  readonly object: TrackedObject;
  /** The queue given, for a source. */
  readonly on: TrackedObject | null;
  /** `IOTimerDispatchSource::Create`, `CreateActionTick`, `OSAction::Create`. */
  readonly by: string;
  /** Zero where it succeeded. */
  readonly result: number;
  readonly args: readonly Value[];
  /** Where the object goes. */
  readonly place: PlaceRef | null;
}

export interface SetHandlerEvent {
  readonly kind: 'set-handler';
  readonly object: TrackedObject;
  readonly action: Value;
  readonly result: number;
}

/** WakeAtTime. */
export interface ArmEvent {
  readonly kind: 'arm';
  readonly object: TrackedObject;
  readonly clock: Value;
  readonly deadline: Value;
  readonly leeway: Value;
  readonly result: number;
  /** Locks that are held, as written. */
  readonly locks: readonly string[];
}

export interface EnableEvent {
  readonly kind: 'enable';
  readonly object: TrackedObject;
  readonly on: Value;
  /** Null where the method has no such argument. */
  readonly completion: Value | null;
}

/** Cancel of a source, a queue or an action. */
export interface CancelEvent {
  readonly kind: 'cancel';
  readonly object: TrackedObject;
  /** `none` where the call has no argument at all. */
  readonly completion: 'null' | 'empty' | 'block' | 'unknown' | 'none';
  readonly result: number;
  /** For an action: its source and the source's queue, as far as known, at this moment. */
  readonly sourceIsAlive: boolean | null;
}

/** One reference is given back. */
export interface ReleaseEvent {
  readonly kind: 'release';
  readonly object: TrackedObject;
  readonly how: 'release' | 'smart pointer' | 'delete';
  /** The expression, as written. */
  readonly text: string;
  /** May also be null here: releasing it is harmless then. */
  readonly guard: Truth | null;
}

export interface RetainEvent {
  readonly kind: 'retain';
  readonly object: TrackedObject;
}

/** A tracked object goes into a member or a static. */
export interface StoreEvent {
  readonly kind: 'store';
  readonly object: TrackedObject;
  readonly place: PlaceRef;
}

/** A method of the base class is called. */
export interface SuperEvent {
  readonly kind: 'super';
  readonly method: string;
  /** `Stop(provider, SUPERDISPATCH)`, or `super::Stop(provider)`. */
  readonly form: 'SUPERDISPATCH' | 'super::';
  readonly result: number;
}

/** The thread sleeps or waits. */
export interface WaitEvent {
  readonly kind: 'wait';
  readonly by: string;
  /** In a loop whose condition reads these members. */
  readonly loopReads: readonly string[] | null;
  readonly locks: readonly string[];
}

/** A block goes to a queue. */
export interface DispatchEvent {
  readonly kind: 'dispatch';
  readonly to: TrackedObject;
  readonly sync: boolean;
  readonly by: string;
  readonly locks: readonly string[];
}

export interface LockEvent {
  readonly kind: 'lock';
  readonly lock: string;
  readonly on: boolean;
}

/** A member, a static or a local that blocks share gets a value; such a local has no owner. */
export interface WriteEvent {
  readonly kind: 'write';
  readonly place: PlaceRef;
  readonly value: Value;
  /** By an operation that other threads see whole. */
  readonly isAtomic: boolean;
}

/** Something is used that is gone, or may be: anything after super Stop; ivars that are null. */
export interface UseEvent {
  readonly kind: 'use';
  readonly what: 'provider' | 'ivars' | 'this' | 'null ivars';
}

export interface DeleteIvarsEvent {
  readonly kind: 'delete-ivars';
  /** Whether a test of `ivars` stands before it on this path, or the operation makes its own. */
  readonly isGuarded: boolean;
}

/** A call that we do not look into. */
export interface CallEvent {
  readonly kind: 'call';
  /** As written, without arguments. */
  readonly callee: string;
  readonly receiver: Value | null;
  readonly args: readonly Value[];
  readonly result: number;
}

/** A method or function of the sources is called, and followed. */
export interface EnterEvent {
  readonly kind: 'enter';
  /** The method's name, without `_Impl`. */
  readonly method: string;
  /** The class that it belongs to; null for a function. */
  readonly owner: string | null;
}

/** A tracked object is handed to code that we cannot see. */
export interface EscapeEvent {
  readonly kind: 'escape';
  readonly object: TrackedObject;
  readonly to: string;
}

/** A block starts to run that was handed over before. */
export interface PhaseEvent {
  readonly kind: 'phase';
  readonly why: 'cancel' | 'dispatch' | 'other';
  /** What was cancelled, or the queue that it was dispatched to. */
  readonly object: TrackedObject | null;
}

/** A deadline is compared with the current time. */
export interface OverdueTestEvent {
  readonly kind: 'overdue-test';
}

/** The entry returns. */
export interface ReturnEvent {
  readonly kind: 'return';
  readonly value: Value | null;
  /** The expression as written; null for none. */
  readonly text: string | null;
}

/** Narrows an event to a kind. */
export type EventOf<K extends FlowEvent['kind']> = Extract<FlowEvent, { kind: K }>;
