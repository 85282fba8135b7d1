import type { ClassModel } from '../dext/model.ts';
import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { has, isOnOwnQueue, ticksOf, timersOf } from './own-timer.ts';
import type { ClassAnalysis } from './subject.ts';
import { runsOf } from './timers.ts';

/** What a handler does although its timer has been cancelled and Stop has returned. */
export interface LateAct {
  readonly run: Run;
  /** The first of them, and the first that is more than arming the timer again. */
  readonly first: FlowEvent;
  readonly touch: FlowEvent | null;
  readonly cancel: EventOf<'cancel'>;
}

/** The late ticks of a handler that go on as if nothing had happened. */
export function lateActs(analysis: ClassAnalysis, method: string): LateAct[] {
  const timers = timersOf(analysis, method);
  const known = new Set(ticksOf(analysis, method).flatMap((it) => [...it.state.tested]));
  return lateTicks(analysis, method).flatMap((run) => {
    const cancel = run.history.find(
      (it): it is EventOf<'cancel'> => it.kind === 'cancel' && timers.has(it.object),
    );
    if (!cancel || !isDecided(run, known)) {
      return [];
    }
    const own = isOnOwnQueue(run, cancel.object);
    const acts = run.events.filter((it) => isAct(analysis.model, it, timers, own));
    const [first] = acts;
    return first
      ? [{ run, first, touch: acts.find((it) => it.kind !== 'arm') ?? null, cancel }]
      : [];
  });
}

export function lateTicks(analysis: ClassAnalysis, method: string): readonly Run[] {
  return runsOf(analysis, 'late tick').filter((it) => it.entry.method === method);
}

/**
 * Whether no test on the way can be one for stopping that we cannot see through. What an ordinary
 * tick tests as well, Stop has not changed.
 */
function isDecided(run: Run, known: ReadonlySet<number>): boolean {
  const results = new Set(run.events.flatMap((it) => (it.kind === 'arm' ? [it.result] : [])));
  return [...run.state.tested].every((it) => {
    const meaning = run.meanings.get(it);
    return (
      meaning !== 'unseen macro' && (known.has(it) || results.has(it) || meaning !== undefined)
    );
  });
}

/** Arms one of the timers, or calls a device; on a queue of its own any object that is there. */
function isAct(
  model: ClassModel,
  event: FlowEvent,
  timers: ReadonlySet<TrackedObject>,
  onOwnQueue: boolean,
): boolean {
  if (event.kind === 'arm') {
    return timers.has(event.object);
  }
  if (event.kind !== 'call' || event.receiver === null) {
    return false;
  }
  const [, object = ''] = /(\w+)(?:\(\))?->\w+$/.exec(event.callee) ?? [];
  const type = [...model.fields, ...(model.ivars?.fields ?? [])].find(
    (it) => it.name === object,
  )?.type;
  return type?.isPointer === true && (onOwnQueue || /^IO[A-Z]/.test(type.name));
}

/** Whether a handler does anything to its timers or a device while the driver runs. */
export function isBusy(analysis: ClassAnalysis, method: string): boolean {
  const timers = timersOf(analysis, method);
  return ticksOf(analysis, method).some((run) =>
    [...timers].some((it) => has(run.events, 'arm', it)),
  );
}
