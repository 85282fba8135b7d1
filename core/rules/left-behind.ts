import type { EventOf, FlowEvent } from '../flow/events.ts';
import { ACTION, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import type { ClassAnalysis } from './subject.ts';
import { eventsOf, runsOf } from './timers.ts';

/** The assignment that gave a member of the ivars a reference that nobody gives back. */
export type LeftBehind = EventOf<'store'>;

/**
 * Sources and queues that the driver made or copied into its ivars and that are still there,
 * unreleased on every path, when free() is through. Only what no method releases counts: one that
 * we do not see called may be.
 */
export function leftBehind(analysis: ClassAnalysis): LeftBehind[] {
  const found = new Map<string, LeftBehind>();
  const released = releasedMembers(analysis);
  for (const run of runsOf(analysis, 'free').filter((it) => it.isCertain)) {
    const events = [...run.history, ...run.events];
    const settled = objectsOf(events, 'release', 'escape');
    for (const store of events) {
      if (
        store.kind === 'store' &&
        isMember(analysis, store) &&
        isOwn(analysis, store.object) &&
        !settled.has(store.object) &&
        !released.has(store.place.name) &&
        holds(run, store)
      ) {
        found.set(store.place.key, store);
      }
    }
  }
  return [...found.values()];
}

/** Where init makes the ivars, if a path through free() does not delete them. */
export function ivarsLeftBehind(analysis: ClassAnalysis): EventOf<'write'> | undefined {
  const record = analysis.model.ivars?.name;
  for (const run of runsOf(analysis, 'free').filter((it) => it.isCertain)) {
    const made = run.history.findLast(
      (it): it is EventOf<'write'> => it.kind === 'write' && it.place.name === 'ivars',
    );
    if (made?.value.kind !== 'pointer' || !made.value.object.isCreated) {
      continue;
    }
    const { object } = made.value;
    const isHandled = [...run.history, ...run.events].some(
      (it) =>
        it.kind === 'delete-ivars' ||
        (it.kind === 'release' && it.object.type === record) ||
        (it.kind === 'call' &&
          [it.receiver, ...it.args].some((at) => at?.kind === 'pointer' && at.object === object)),
    );
    if (!isHandled) {
      return made;
    }
  }
  return undefined;
}

/** A plain member of the ivars: what a smart pointer holds is another matter. */
function isMember(analysis: ClassAnalysis, { place }: LeftBehind): boolean {
  const field = analysis.model.ivars?.fields.find((it) => it.name === place.name);
  return field !== undefined && place.owner !== null && field.type.smart === null;
}

/** Made on the way, or the Default queue, which one only gets with a reference of one's own. */
function isOwn(analysis: ClassAnalysis, object: TrackedObject): boolean {
  const isDefault = runsOf(analysis, 'start').some((it) => it.events[0]?.queue === object);
  return (object.isCreated || isDefault) && !object.isSummary && object.type !== ACTION;
}

function holds(run: Run, { place, object }: LeftBehind): boolean {
  const value = run.state.memory.get(place.key);
  const known = value && run.state.known(value);
  return known?.kind === 'pointer' && known.guard === null && known.object === object;
}

function objectsOf(
  events: readonly FlowEvent[],
  ...kinds: readonly ('release' | 'escape')[]
): Set<TrackedObject> {
  return new Set(
    events.flatMap((it) =>
      (it.kind === 'release' || it.kind === 'escape') && kinds.includes(it.kind) ? [it.object] : [],
    ),
  );
}

function releasedMembers(analysis: ClassAnalysis): ReadonlySet<string> {
  return new Set(
    analysis.runs
      .flatMap((it) => eventsOf(it, 'release'))
      .flatMap((it) => /(\w+)\W*$/.exec(it.text)?.[1] ?? []),
  );
}
