import type { EventOf } from '../flow/events.ts';
import { TIMER } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { goTogether, hasFailed } from './paths.ts';
import { referencesAfter } from './references.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { before, eventsOf, isInHandler, ordinaryRuns } from './timers.ts';

export const dk05: Rule = {
  id: 'DK05',
  title: 'a cancelled timer is held until the completion of its Cancel',
  severity: 'error',
  detects:
    'The last reference to a timer is released, or its smart pointer reset, between its Cancel and the block that Cancel was given. A reference that is held elsewhere counts; a timer that code out of sight has seen is left alone.',
  why: 'Cancel does not retain the timer. DriverKit touches it once more, on its queue, right before it calls the completion: a timer that is released by then is a use after free, which crashes at address 0x8 or worse.',
  evidence:
    "Two independent crash reports at address 0x8, from drivers that released the timer right behind Cancel, and the code of Apple's DriverKit framework; moving the release into the completion ended them.",
  fix: 'Release the timer inside the completion block of its Cancel, or later.',
  bad: lampDriver({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    (void)ivars->timer->Cancel(^{
        (void)Stop(provider, SUPERDISPATCH);
    });
    OSSafeReleaseNULL(ivars->timer); // DK05
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return ordinaryRuns(subject).flatMap((run) =>
      eventsOf(run, 'release').flatMap((release) => {
        const cancel = pendingCancel(run, release);
        return cancel && !isInHandler(run, release) && isLast(run, release)
          ? [found(cancel, release)]
          : [];
      }),
    );
  },
};

/** The Cancel whose completion has surely not run when a timer is released. */
function pendingCancel(run: Run, release: EventOf<'release'>): EventOf<'cancel'> | undefined {
  const { object } = release;
  if (object.type !== TIMER) {
    return undefined;
  }
  const earlier = before(run, release);
  const cancel = earlier.findLast(
    (it): it is EventOf<'cancel'> => it.kind === 'cancel' && it.object === object,
  );
  const hasRun = earlier.some(
    (it) => it.kind === 'phase' && it.why === 'cancel' && it.object === object,
  );
  if (!cancel || hasRun || hasFailed(run, cancel) || cancel.completion === 'none') {
    return undefined;
  }
  const isAtOnce = run.events.includes(cancel) && cancel.phase === release.phase;
  const isBlock = cancel.completion === 'block' || cancel.completion === 'empty';
  // In a later block any test may well be that for the completion, a counter for example.
  const entered = earlier.find((it) => it.kind === 'phase' && it.phase > cancel.phase);
  const isSure = isAtOnce
    ? goTogether(cancel, release)
    : isBlock && entered?.forks === release.forks && cancel.tests === release.tests;
  return isSure ? cancel : undefined;
}

function isLast(run: Run, release: EventOf<'release'>): boolean {
  const left = referencesAfter(run, release);
  return left !== null && left <= 0;
}

function found(cancel: EventOf<'cancel'>, release: EventOf<'release'>): Finding {
  return report({
    rule: 'DK05',
    severity: 'error',
    site: release.site,
    message:
      'The timer is released before the completion of its Cancel has run: DriverKit touches it there, after it is freed.',
    advice: "Move the release into the completion block of the timer's Cancel.",
    related: [{ site: cancel.site, what: 'the timer is cancelled here' }],
  });
}
