import type { EventOf } from '../flow/events.ts';
import { INTERRUPT, TIMER } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { goTogether, hasFailed } from './paths.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { before, eventsOf } from './timers.ts';

export const dk07: Rule = {
  id: 'DK07',
  title: 'a source is cancelled once',
  severity: 'error',
  detects:
    'A second Cancel of the same timer or interrupt source on one path, where a completion that does something is lost: an error. Stop that cancels again when it is called again before the first completion: a warning, since the kernel calls it once. A Cancel that is known to have failed does not count.',
  why: 'Of two Cancels only one completion runs: before the first one was called the second block takes its place, afterwards the second is never called. A counter that waits for both never gets to super Stop, and the service hangs.',
  evidence:
    "libdispatch's source.c: a source has one cancel handler, and a cancelled source takes no other; the code of Apple's DriverKit framework.",
  fix: 'Let one place cancel each source, and guard Stop by a flag: if it is set already return success, otherwise set it and cancel.',
  bad: lampDriver({
    ivars: `\
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    uint64_t deadline;
    int waiting;
    bool stopping;`,
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    ivars->waiting = 2;
    void (^done)(void) = ^{
        if (--ivars->waiting == 0) {
            OSSafeReleaseNULL(ivars->timer);
            (void)Stop(provider, SUPERDISPATCH);
        }
    };
    (void)ivars->timer->Cancel(done);
    (void)ivars->timer->Cancel(done); // DK07
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return subject.classes
      .flatMap((it) => it.runs)
      .flatMap((run) =>
        eventsOf(run, 'cancel').flatMap((second) => {
          const first = earlierCancel(run, second);
          const isSure = !isAgain(run, first) || !isGuarded(run, second);
          return first && isSure && isLoss(run, first, second) ? [found(run, first, second)] : [];
        }),
      );
  },
};

function earlierCancel(run: Run, second: EventOf<'cancel'>): EventOf<'cancel'> | undefined {
  const { object } = second;
  if (object.isSummary || (object.type !== TIMER && object.type !== INTERRUPT)) {
    return undefined;
  }
  return before(run, second).findLast(
    (it): it is EventOf<'cancel'> =>
      it.kind === 'cancel' && it.object === object && !hasFailed(run, it),
  );
}

/** Whether a block that does something never runs. */
function isLoss(run: Run, first: EventOf<'cancel'>, second: EventOf<'cancel'>): boolean {
  const past = before(run, second);
  const hasRun = past
    .slice(past.indexOf(first))
    .some((it) => it.kind === 'phase' && it.why === 'cancel' && it.object === second.object);
  const lost = hasRun ? second : first;
  return (
    (lost.completion === 'block' || lost.completion === 'unknown') && goTogether(first, second)
  );
}

/** Whether the first one was in an earlier call of Stop. */
function isAgain(run: Run, first: EventOf<'cancel'> | undefined): boolean {
  return run.entry.kind === 'stop again' && first !== undefined && run.history.includes(first);
}

/** Whether this call of Stop has passed a test that may tell it from the first, in code out of sight. */
function isGuarded(run: Run, second: EventOf<'cancel'>): boolean {
  return second.tests !== run.history.at(-1)?.tests;
}

function found(run: Run, first: EventOf<'cancel'>, second: EventOf<'cancel'>): Finding {
  const again = isAgain(run, first);
  return report({
    rule: 'DK07',
    severity: again ? 'warning' : 'error',
    site: second.site,
    message: again
      ? 'Stop cancels the source once more when it is called again: the first completion is lost.'
      : 'The source is cancelled twice: only one of the two completions runs, and what waits for the other one waits for ever.',
    advice: again
      ? 'Return success at the top of Stop when a flag says that it has begun.'
      : 'Cancel the source in one place, once.',
    related: again ? [] : [{ site: first.site, what: 'it is cancelled for the first time here' }],
  });
}
