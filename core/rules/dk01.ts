import type { EventOf, FlowEvent } from '../flow/events.ts';
import type { TrackedObject } from '../flow/objects.ts';
import { calledIn, definitionsIn } from '../flow/relevance.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import { KEPT_ACTION } from './example-kept-action.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { RuleSubject } from './subject.ts';
import { before, eventsOf, isTimerAction, lineage, ordinaryRuns } from './timers.ts';

export const dk01: Rule = {
  id: 'DK01',
  title: "no Cancel on a timer's action",
  severity: 'error',
  detects:
    "OSAction::Cancel on the action of a timer: one made by CreateAction for a TimerOccurred handler, or given to a timer's SetHandler. Actions of anything else may be cancelled, and so may a timer's action from inside its own handler.",
  why: "OSAction::Cancel looks up the queue of the action's target and asserts where there is none. It does not stop the timer, whose delivery never looks at the flag that it sets, and after super Stop its completion never comes.",
  evidence:
    "Apple Developer Forums, \"DriverKit assertion in OSAction::Cancel() for timer handler\", accepted answer of Apple's engineer; the kernel's twin in XNU IOUserServer.cpp. With source and queue alive, as in Apple's NullDriver sample, it mostly works: then it is a warning.",
  fix: 'Keep the action in a local, release it right after SetHandler and never cancel it; cancel the timer itself, with a block, and go on in that block.',
  bad: lampDriver({
    ...KEPT_ACTION,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    ivars->stopping = true;
    ivars->blinkAction->Cancel(^{ // DK01
        (void)ivars->timer->Cancel(^{
            OSSafeReleaseNULL(ivars->timer);
            (void)Stop(provider, SUPERDISPATCH);
        });
    });
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return ordinaryRuns(subject).flatMap((run) =>
      eventsOf(run, 'cancel')
        .filter((it) => isTimerAction(subject, it.object) && !isOwnHandler(run, it))
        .map((it) => found(subject, run, it)),
    );
  },
};

function isOwnHandler({ entry }: Run, event: EventOf<'cancel'>): boolean {
  return event.object.handler === entry.method;
}

function found(subject: RuleSubject, run: Run, event: EventOf<'cancel'>): Finding {
  const earlier = before(run, event);
  const gone = earlier.findLast(
    (it) =>
      (it.kind === 'release' || it.kind === 'cancel') &&
      sourceAndQueue(earlier, event.object).includes(it.object),
  );
  const superStop = earlier.find((it) => it.kind === 'super' && it.method === 'Stop');
  const isGone = event.sourceIsAlive === false;
  const message = isGone
    ? "The timer's action is cancelled when its source or queue is gone: OSAction::Cancel asserts, and the dext dies."
    : isWithoutQueue(subject, event.object)
      ? "The timer's action calls an object that has no queue of its own: OSAction::Cancel finds none, asserts, and the dext dies."
      : superStop
        ? "The timer's action is cancelled after super Stop has cancelled the Default queue: the completion never comes."
        : null;
  const why = isGone
    ? gone && { site: gone.site, what: 'the source or queue goes here' }
    : superStop && { site: superStop.site, what: 'super Stop is called here' };
  return report({
    rule: 'DK01',
    severity: message ? 'error' : 'warning',
    site: event.site,
    message:
      message ??
      "Cancelling the timer's action does not stop the timer, and asserts where the target has no queue.",
    advice:
      'Do not cancel the action: keep it in a local, release it right after SetHandler, and cancel the timer with a block.',
    related: [
      ...(event.object.site
        ? [{ site: event.object.site, what: 'the action is created here' }]
        : []),
      ...(why ? [why] : []),
    ],
  });
}

/** The timers that an action was given to, and their queues. */
function sourceAndQueue(
  events: readonly FlowEvent[],
  action: TrackedObject,
): (TrackedObject | null)[] {
  const sources = events.flatMap((it) =>
    it.kind === 'set-handler' && it.action.kind === 'pointer' && it.action.object === action
      ? [it.object]
      : [],
  );
  const created = events.filter((it) => it.kind === 'create');
  return [...sources, ...created.filter((it) => sources.includes(it.object)).map((it) => it.on)];
}

/** The target is a plain OSObject: only services have a Default queue, and nobody sets another. */
function isWithoutQueue(subject: RuleSubject, action: TrackedObject): boolean {
  const root = lineage(subject, action.target).at(-1);
  return root?.kind === 'iig' && root.base === 'OSObject' && !setsQueues(subject);
}

function setsQueues(subject: RuleSubject): boolean {
  for (const definition of definitionsIn(subject.dext)) {
    if (calledIn(definition).includes('SetDispatchQueue')) {
      return true;
    }
  }
  return false;
}
