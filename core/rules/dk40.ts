import type { EventOf } from '../flow/events.ts';
import { QUEUE } from '../flow/objects.ts';
import { calledIn, definitionsIn } from '../flow/relevance.ts';
import type { Value } from '../flow/values.ts';
import type { Finding } from './finding.ts';
import { lampDriverOnOwnQueue } from './own-queue-driver.ts';
import { report } from './report.ts';
import type { Example, Rule } from './rule.ts';
import type { RuleSubject } from './subject.ts';
import { eventsOf } from './timers.ts';

export const dk40: Rule = {
  id: 'DK40',
  title: "a queue's options and priority are 0",
  severity: 'info',
  detects:
    'IODispatchQueue::Create with another number than 0 as options or priority. Options are left alone where the driver sleeps on a queue or dispatches concurrently, which needs kIODispatchQueueReentrant, and where their value does not show.',
  why: 'kIODispatchQueueReentrant is the only option there is; other values, and any priority but 0, have no meaning that is written down, and may get one.',
  evidence: 'IODispatchQueue.iig: "pass 0" for the priority, one option.',
  fix: 'Pass 0 for both.',
  bad: withPriority(lampDriverOnOwnQueue()),
  good: lampDriverOnOwnQueue(),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      analysis.runs
        .flatMap((it) => eventsOf(it, 'create'))
        .filter((it) => it.object.type === QUEUE && isOdd(subject, it))
        .map((it) =>
          report({
            rule: 'DK40',
            severity: 'info',
            site: it.site,
            message: 'The queue is created with options or a priority that mean nothing today.',
            advice: 'Pass 0 for both.',
          }),
        ),
    );
  },
};

function withPriority(example: Example): Example {
  const code = example['LampDriver.cpp'] ?? '';
  return {
    ...example,
    'LampDriver.cpp': code.replace(
      '"LampQueue", 0, 0, &ivars->queue);',
      '"LampQueue", 0, 31, &ivars->queue); // DK40',
    ),
  };
}

function isOdd(subject: RuleSubject, { args }: EventOf<'create'>): boolean {
  const [, options, priority] = args;
  return isOther(priority) || (isOther(options) && !needsReentrant(subject));
}

function isOther(value: Value | undefined): boolean {
  return value?.kind === 'number' && value.value !== 0n;
}

/** Any body of the dext may do it: not all of them are run. */
function needsReentrant({ dext }: RuleSubject): boolean {
  return [...definitionsIn(dext)].some((it) =>
    calledIn(it).some((name) => /^(?:Sleep\w*|DispatchConcurrent)$/.test(name)),
  );
}
