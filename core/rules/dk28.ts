import type { EventOf } from '../flow/events.ts';
import { TIMER, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { isNull } from '../flow/values.ts';
import { lampDriver, START } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { argumentsOf, callAt, textIn } from './source-nodes.ts';
import type { RuleSubject } from './subject.ts';
import { before, declarationsOf, eventsOf, isTimerHandler, ordinaryRuns } from './timers.ts';

export const dk28: Rule = {
  id: 'DK28',
  title: "SetHandler of a timer gets a timer's action",
  severity: 'error',
  detects:
    'SetHandler of an IOTimerDispatchSource with a null pointer, written out, or in a local or a member that was nulled before; and with the action of a method that is declared with another TYPE than IOTimerDispatchSource::TimerOccurred.',
  why: 'SetHandler does not test its argument: a null pointer faults at once. An action of another type is refused when the timer fires for the first time, by an assertion that ends the dext.',
  evidence:
    "The code of Apple's DriverKit framework; the TYPE of an action is part of what iig generates for CreateAction, and the delivery compares it.",
  fix: 'Make the action by CreateAction of a method that is declared with TYPE(IOTimerDispatchSource::TimerOccurred), test the result, and release the action behind SetHandler, not before it.',
  bad: lampDriver({
    start: START.replace(
      `\
    ret = ivars->timer->SetHandler(action);
    OSSafeReleaseNULL(action);`,
      `\
    OSSafeReleaseNULL(action);
    ret = ivars->timer->SetHandler(action); // DK28`,
    ),
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return ordinaryRuns(subject).flatMap((run) =>
      eventsOf(run, 'set-handler')
        .filter((it) => it.object.type === TIMER)
        .flatMap((it) => found(subject, run, it)),
    );
  },
};

function found(subject: RuleSubject, run: Run, event: EventOf<'set-handler'>): Finding[] {
  const { action } = event;
  if (isNull(action) && isKnownNull(subject, run, event)) {
    return [
      report({
        rule: 'DK28',
        severity: 'error',
        site: event.site,
        message: 'SetHandler gets a null pointer, which it does not test for: the dext crashes.',
        advice: 'Create the action first and release it after SetHandler.',
      }),
    ];
  }
  if (action.kind !== 'pointer' || !isOfOtherType(subject, action.object)) {
    return [];
  }
  const [declaration] = declarationsOf(subject, action.object);
  return [
    report({
      rule: 'DK28',
      severity: 'error',
      site: event.site,
      message: `The action calls ${action.object.handler}, whose TYPE is not TimerOccurred: the dext asserts when the timer fires for the first time.`,
      advice:
        'Declare the handler with TYPE(IOTimerDispatchSource::TimerOccurred), or give SetHandler the action of a method that is.',
      related: declaration
        ? [
            {
              site: {
                file: declaration.file,
                start: declaration.node.start,
                end: declaration.node.end,
                within: event.site.within,
              },
              what: 'the method is declared here',
            },
          ]
        : [],
    }),
  ];
}

function isOfOtherType(subject: RuleSubject, action: TrackedObject): boolean {
  const declared = declarationsOf(subject, action);
  const isTyped = declared.some((it) => it.attributes.some((at) => at.name === 'TYPE'));
  return isTyped && !declared.some(isTimerHandler);
}

/** A member that nobody is seen to write may have been written where we do not look. */
function isKnownNull(subject: RuleSubject, run: Run, event: EventOf<'set-handler'>): boolean {
  const call = callAt(event.site, /SetHandler$/);
  const [argument] = call ? argumentsOf(call) : [];
  if (!argument) {
    return false;
  }
  const name = /(\w+)$/.exec(textIn(event.site, argument))?.[1] ?? '';
  const isMember =
    argument.type === 'field_expression' ||
    subject.dext.classes.some((it) => it.fields.some((field) => field.name === name));
  return (
    !isMember ||
    before(run, event).some(
      (it) => it.kind === 'write' && it.place.name === name && isNull(it.value),
    )
  );
}
