import type { FlowEvent } from '../flow/events.ts';
import { QUEUE, TIMER, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver, START } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { callAt } from './source-nodes.ts';
import type { RuleSubject } from './subject.ts';
import { before, isTimerAction, ordinaryRuns } from './timers.ts';
import { isUnused } from './unused-results.ts';

/** The calls that bring a timer to life. */
type Step = Extract<FlowEvent, { kind: 'create' | 'set-handler' | 'arm' }>;

const CALL = /\b(Create(WithTypeName)?|CreateAction\w+|SetHandler|WakeAtTime)$/;

export const dk36: Rule = {
  id: 'DK36',
  title: 'the calls that set a timer up are checked',
  severity: 'warning',
  detects:
    'A result that is thrown away, or overwritten before it is read: of the creation of a timer, of the queue that it is created on, and of its action, of SetHandler, and of the first WakeAtTime in Start. A test of the created pointer counts as a check; so does anything else that may be done with the result.',
  why: 'Each of these calls can fail. Unnoticed, the timer never fires, and nobody knows why; or the next call goes through a pointer that was never set.',
  evidence:
    'IOTimerDispatchSource.h and IODispatchQueue.h: every call returns a kern_return_t; WakeAtTime refuses an unknown clock by kIOReturnBadArgument.',
  fix: 'Test every result and let Start fail: undo what was done, call super Stop once, return the error.',
  bad: lampDriver({
    start: START.replace(
      `\
    ret = ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
    return`,
      `\
    ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0); // DK36
    return`,
    ),
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return ordinaryRuns(subject).flatMap((run) =>
      run.events
        .filter((it): it is Step => isStep(subject, run, it))
        .filter((it) => isUnchecked(subject, it))
        .map(found),
    );
  },
};

function isStep(subject: RuleSubject, run: Run, event: FlowEvent): boolean {
  switch (event.kind) {
    case 'create':
      return (
        event.object.type === TIMER ||
        (event.object.type === QUEUE && isQueueOfTimer(subject, event.object)) ||
        isTimerAction(subject, event.object)
      );
    case 'set-handler':
      return event.object.type === TIMER;
    case 'arm':
      return (
        (run.entry.kind === 'start' || run.entry.kind === 'init') &&
        !before(run, event).some((it) => it.kind === 'arm' && it.object === event.object)
      );
    default:
      return false;
  }
}

function isQueueOfTimer(subject: RuleSubject, queue: TrackedObject): boolean {
  return ordinaryRuns(subject).some((run) =>
    run.events.some((it) => it.kind === 'create' && it.on === queue && it.object.type === TIMER),
  );
}

/** No path looks at the result, nor, by a test of the pointer, at whether it succeeded. */
function isUnchecked(subject: RuleSubject, event: Step): boolean {
  const call = callAt(event.site, CALL);
  return (
    call !== undefined &&
    isUnused(subject.dext, event.site, call) &&
    !ordinaryRuns(subject).some(
      (it) => it.state.tested.has(event.result) && it.events.includes(event),
    )
  );
}

function found(event: Step): Finding {
  const what =
    event.kind === 'create' ? event.by : event.kind === 'arm' ? 'WakeAtTime' : 'SetHandler';
  return report({
    rule: 'DK36',
    severity: 'warning',
    site: event.site,
    message: `Nobody looks at what ${what} returns: where it fails, the timer is silently dead.`,
    advice: 'Test the result, and let Start fail where it is not kIOReturnSuccess.',
  });
}
