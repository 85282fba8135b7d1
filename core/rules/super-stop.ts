import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { hasFailed } from './paths.ts';
import type { ClassAnalysis, RuleSubject } from './subject.ts';
import { eventsOf } from './timers.ts';

/** The calls of the base class's Stop on a path, in order. */
export function superStops(run: Run): EventOf<'super'>[] {
  return eventsOf(run, 'super').filter((it) => it.method === 'Stop');
}

/**
 * Whether super Stop may be called on a path where we do not see it: by code that is not among the
 * sources, by a base class of ours, in a block that is kept or queued and that we did not see run.
 */
export function mayStopUnseen(subject: RuleSubject, analysis: ClassAnalysis, run: Run): boolean {
  return run.events.some((event, index) => {
    switch (event.kind) {
      case 'enter':
        return event.method === 'Stop' && event.owner !== analysis.model.name;
      case 'call':
        return isUnseen(subject, analysis, event, run.events[index - 1]);
      case 'cancel':
        return event.completion === 'unknown';
      case 'write':
        return event.value.kind === 'block';
      case 'dispatch':
        return !event.sync && !hasRun(run, event);
      default:
        return false;
    }
  });
}

function isUnseen(
  subject: RuleSubject,
  analysis: ClassAnalysis,
  call: EventOf<'call'>,
  previous: FlowEvent | undefined,
): boolean {
  const name = /(\w+?)(?:_Impl)?$/.exec(call.callee)?.[1] ?? '';
  const { receiver } = call;
  const isOwn =
    receiver === null ||
    (receiver.kind === 'pointer' && receiver.object.type === analysis.model.name);
  if (!isOwn) {
    return false;
  }
  // A body that has nothing to do with us is entered, but not followed.
  const isPassedOver = previous?.kind === 'enter' && previous.method === name;
  const isMethod = name === 'Stop' || methodNames(subject, analysis).has(name);
  return (isMethod && !isPassedOver) || isUnknownMacro(subject, call);
}

/** A macro from a header that is not there, if it is given the provider or nothing at all. */
function isUnknownMacro(subject: RuleSubject, { callee, args, site }: EventOf<'call'>): boolean {
  return (
    /^[A-Z][A-Z0-9_]*$/.test(callee) &&
    !subject.dext.defines.at(site, callee) &&
    (args.length === 0 ||
      args.some((it) => it.kind === 'pointer' && it.object === subject.provider))
  );
}

/** The names of the methods of a class and of its bases among the sources. */
function methodNames(subject: RuleSubject, { model }: ClassAnalysis): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  for (let at: typeof model | undefined = model; at && !seen.has(at.name); ) {
    seen.add(at.name);
    for (const name of at.methods.keys()) {
      names.add(name);
    }
    const base: string | null = at.base;
    at = subject.classes.find((it) => it.model.name === base)?.model;
  }
  return names;
}

/** Whether a block that was queued has run on this path, or could not be queued. */
function hasRun(run: Run, dispatch: EventOf<'dispatch'>): boolean {
  const behind = run.events.slice(run.events.indexOf(dispatch));
  return behind.some(
    (it) => it.kind === 'phase' && it.why === 'dispatch' && it.object === dispatch.to,
  );
}

/**
 * What was cancelled on a path before an event and has neither completed nor failed by then. A block
 * that was waited for on the same queue has seen the completion pass.
 */
export function pendingCancels(run: Run, until: FlowEvent): EventOf<'cancel'>[] {
  const events = run.events.slice(0, run.events.indexOf(until));
  return events.filter(
    (it, index): it is EventOf<'cancel'> =>
      it.kind === 'cancel' &&
      !hasFailed(run, it) &&
      !events
        .slice(index)
        .some(
          (at) =>
            (at.kind === 'phase' && at.why === 'cancel' && at.object === it.object) ||
            (at.kind === 'dispatch' && at.sync && at.to === queueOf(run, it.object)),
        ),
  );
}

function queueOf(run: Run, source: TrackedObject): TrackedObject | null {
  const created = [...run.history, ...run.events].find(
    (it): it is EventOf<'create'> => it.kind === 'create' && it.object === source,
  );
  return created?.on ?? null;
}
