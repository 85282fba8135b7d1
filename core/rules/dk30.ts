import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { handlerDeclarations, siteIn } from './handler-declarations.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';

export const dk30: Rule = {
  id: 'DK30',
  title: 'no QUEUENAME on a timer handler',
  severity: 'warning',
  detects: 'QUEUENAME at a method with TYPE(IOTimerDispatchSource::TimerOccurred).',
  why: 'A timer calls its handler on the queue that was given to IOTimerDispatchSource::Create. QUEUENAME and SetDispatchQueue do not move it, so that code which relies on them runs on another queue than it looks.',
  evidence:
    'The header IOTimerDispatchSource.h on the queue of Create. That the dispatcher skips the look-up of a queue for the sister method of interrupts shows in the binaries; for timers it is inferred from them.',
  fix: 'Leave QUEUENAME out, and give the queue that the handler is to run on to IOTimerDispatchSource::Create.',
  bad: lampDriver({
    tickDeclaration:
      '    virtual void Blink(OSAction *action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred) QUEUENAME(LampQueue); // DK30',
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return handlerDeclarations(subject).flatMap(({ model, method, declaration }) => {
      const queue = declaration.attributes.find((it) => it.name === 'QUEUENAME');
      return queue
        ? report({
            rule: 'DK30',
            severity: 'warning',
            site: {
              ...siteIn(model, declaration, method.name),
              start: queue.start,
              end: queue.end,
            },
            message: `${method.name} runs on the queue that its timer was created with, whatever QUEUENAME says.`,
            advice: 'Leave QUEUENAME out and give that queue to IOTimerDispatchSource::Create.',
          })
        : [];
    });
  },
};
