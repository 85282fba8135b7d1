import type { EventOf } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import { KEPT_ACTION } from './example-kept-action.ts';
import type { Finding } from './finding.ts';
import { isSameSource } from './references.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { RuleSubject } from './subject.ts';
import { eventsOf, isTimerAction, ordinaryRuns } from './timers.ts';

export const dk02: Rule = {
  id: 'DK02',
  title: "a timer's action lives in a local",
  severity: 'warning',
  detects:
    'The action of a timer that is stored in ivars, in a member of any class or in a static. It is a matter of style where the action is released and never cancelled, and a warning otherwise. Actions of anything else may be kept, since they are there to be cancelled.',
  why: 'SetHandler takes a reference of its own, so nobody needs the action afterwards. One that is kept invites a Cancel in Stop, which asserts or never completes, and a release too many or too few.',
  evidence:
    'IOTimerDispatchSource.h: the source retains the action; Apple Developer Forums, "DriverKit assertion in OSAction::Cancel() for timer handler", accepted answer of Apple\'s engineer: most of Apple\'s code uses a local.',
  fix: 'Create the action into a local, give it to SetHandler, release it in the next line, whatever SetHandler returned, and drop the member.',
  bad: lampDriver(KEPT_ACTION),
  good: lampDriver(),
  check(subject): Finding[] {
    return ordinaryRuns(subject).flatMap((run) =>
      eventsOf(run, 'store')
        .filter((it) => isTimerAction(subject, it.object) && outlivesTheCall(subject, it))
        .map((it) => found(subject, it)),
    );
  },
};

function found(subject: RuleSubject, event: EventOf<'store'>): Finding {
  const runs = ordinaryRuns(subject);
  const isCancelled = runs.some((run) => meets(run, 'cancel', event));
  const isReleased = runs.some((run) => meets(run, 'release', event));
  const isStyle = isReleased && !isCancelled;
  return report({
    rule: 'DK02',
    severity: isStyle ? 'info' : 'warning',
    site: event.site,
    message: isCancelled
      ? "The timer's action is kept and cancelled later, which does not stop the timer."
      : isReleased
        ? "The timer's action is kept although nobody needs it: the timer holds a reference of its own."
        : "The timer's action is kept and its reference is given back nowhere.",
    advice: 'Create the action into a local and release it right after SetHandler.',
  });
}

function meets(run: Run, kind: 'cancel' | 'release', event: EventOf<'store'>): boolean {
  return eventsOf(run, kind).some(
    ({ object }) =>
      isSameSource(object, event.object) ||
      (!object.isCreated && object.handler !== null && object.handler === event.object.handler),
  );
}

/** A member of a class or its ivars, or a static; not of a struct that is itself a local. */
function outlivesTheCall(subject: RuleSubject, { place }: EventOf<'store'>): boolean {
  const { owner } = place;
  if (owner === null || !owner.isCreated) {
    return true;
  }
  return subject.dext.classes.some((it) => it.name === owner.type || it.ivars?.name === owner.type);
}
