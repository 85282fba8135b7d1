import type { EventOf } from '../flow/events.ts';
import { lampDriver, START } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { eventsOf, ordinaryRuns } from './timers.ts';

export const dk32: Rule = {
  id: 'DK32',
  title: 'no OSAction::Create',
  severity: 'error',
  detects:
    'OSAction::Create and OSAction::CreateWithTypeName, for actions of any kind. With an id of 0 it is an error, otherwise a warning: with the ids that iig generates it works today.',
  why: 'Both are private to DriverKit. They take the numbers of the method and of its type; with wrong ones the callbacks are dropped without a word, or the dext asserts at the first one.',
  evidence:
    'OSAction.iig: DRIVERKIT_PRIVATE; a field report of a driver whose callbacks never came because it passed zeros.',
  fix: 'Call the CreateAction method that iig generates for each method that is declared with TYPE.',
  bad: lampDriver({
    start: START.replace(
      'CreateActionBlink(0, &action);',
      'OSAction::Create(this, LampDriver_Blink_ID, IOTimerDispatchSource_TimerOccurred_ID, 0, &action); // DK32',
    ),
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return ordinaryRuns(subject).flatMap((run) =>
      eventsOf(run, 'create')
        .filter((it) => it.by.startsWith('OSAction::'))
        .map(found),
    );
  },
};

function found(event: EventOf<'create'>): Finding {
  const isZero = event.args.slice(1, 3).some((it) => it.kind === 'number' && it.value === 0n);
  return report({
    rule: 'DK32',
    severity: isZero ? 'error' : 'warning',
    site: event.site,
    message: isZero
      ? `${event.by} gets 0 for the id of a method: callbacks are dropped, or the dext asserts at the first one.`
      : `${event.by} is private to DriverKit and works only as long as the ids are right.`,
    advice: 'Call the CreateAction method that iig generates for the handler.',
  });
}
