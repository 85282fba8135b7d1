import type { EventOf, Site } from '../flow/events.ts';
import { memberOf } from '../flow/memory.ts';
import type { TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { hasFailed } from './paths.ts';
import type { RuleSubject } from './subject.ts';
import { before, eventsOf, ordinaryRuns } from './timers.ts';

/**
 * How many of our own references to an object are left behind a release, its creation and every
 * retain counted; one that was there before counts as held once.
 *
 * @returns null where nobody can tell: it was handed to code that we cannot see, it stands for
 *   several, or its creation has failed
 */
export function referencesAfter(run: Run, event: EventOf<'release'>): number | null {
  const { object } = event;
  let count = object.isCreated ? 0 : 1;
  if (object.isSummary) {
    return null;
  }
  for (const past of [...before(run, event), event]) {
    if (!('object' in past) || past.object !== object) {
      continue;
    }
    if (past.kind === 'escape' || (past.kind === 'create' && hasFailed(run, past))) {
      return null;
    }
    count += COUNTS[past.kind] ?? 0;
  }
  return count;
}

const COUNTS: Readonly<Record<string, number>> = { create: 1, retain: 1, release: -1 };

/** Whether two objects come from the same line of code, on two paths perhaps. */
export function isSameSource(a: TrackedObject, b: TrackedObject): boolean {
  return (
    a === b ||
    (a.site !== null &&
      b.site !== null &&
      a.site.file === b.site.file &&
      a.site.start === b.site.start)
  );
}

/** Whether two objects may be one: they are not where they lie in different members. */
export function mayBeSame(subject: RuleSubject, a: TrackedObject, b: TrackedObject): boolean {
  if (a.type !== b.type || (a.isCreated && b.isCreated)) {
    return isSameSource(a, b);
  }
  const [of, other] = [membersOf(subject, a), membersOf(subject, b)];
  return of.size === 0 || other.size === 0 || [...of].some((it) => other.has(it));
}

/** The members that an object is found in or stored to. */
function membersOf(subject: RuleSubject, object: TrackedObject): ReadonlySet<string> {
  const byLine = storedTo(subject);
  const names = object.site ? (byLine.get(lineOf(object.site)) ?? []) : [];
  return new Set(object.member ? [...names, object.member] : names);
}

/** By the line of code that creates: the members that its objects are stored to. */
function storedTo(subject: RuleSubject): ReadonlyMap<string, ReadonlySet<string>> {
  const known = stores.get(subject);
  if (known) {
    return known;
  }
  const found = new Map<string, Set<string>>();
  for (const { object, place } of ordinaryRuns(subject).flatMap((it) => eventsOf(it, 'store'))) {
    if (object.site && place.owner) {
      const key = lineOf(object.site);
      const names = found.get(key) ?? new Set();
      found.set(key, names.add(memberOf(place.owner, place.name)));
    }
  }
  stores.set(subject, found);
  return found;
}
const stores = new WeakMap<RuleSubject, ReadonlyMap<string, ReadonlySet<string>>>();

function lineOf({ file, start }: Site): string {
  return `${file.path}:${start}`;
}
