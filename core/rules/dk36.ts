import type { FlowEvent, Site } from '../flow/events.ts';
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
    'A result that is thrown away, or overwritten before it is read: of the creation of a timer, of the queue that it is created on, and of its action, of SetHandler, and of the first WakeAtTime in Start; in a helper that returns it, where the helper is called. A test of the created pointer counts as a check; so does anything else that may be done with the result.',
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
        .flatMap((it) => {
          const site = isTested(subject, it) ? undefined : lostAt(subject, run, it);
          return site ? [found(it, site)] : [];
        }),
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

/** Some path looks at the result or, by a test of the pointer, at whether it succeeded. */
function isTested(subject: RuleSubject, event: Step): boolean {
  return ordinaryRuns(subject).some(
    (it) => it.state.tested.has(event.result) && it.events.includes(event),
  );
}

/** Where the result is lost: at the call, or where a method that returns it is called. */
function lostAt(subject: RuleSubject, run: Run, event: Step): Site | undefined {
  let { site } = event;
  let method = CALL;
  for (let at: FlowEvent | undefined = event; at; ) {
    const call = callAt(site, method);
    if (!call) {
      return undefined;
    }
    if (isUnused(subject.dext, site, call)) {
      return site;
    }
    const name = site.within.replace(/^.*::/, '');
    at =
      call.parent?.type === 'return_statement'
        ? before(run, at).findLast((it) => it.kind === 'enter' && it.method === name)
        : undefined;
    site = at?.site ?? site;
    method = new RegExp(`\\b${name}(_Impl)?$`);
  }
  return undefined;
}

function found(event: Step, site: Site): Finding {
  const what =
    event.kind === 'create' ? event.by : event.kind === 'arm' ? 'WakeAtTime' : 'SetHandler';
  return report({
    rule: 'DK36',
    severity: 'warning',
    site,
    message: `Nobody looks at what ${what} returns: where it fails, the timer is silently dead.`,
    advice: 'Test the result, and let Start fail where it is not kIOReturnSuccess.',
  });
}
