import type { EventOf } from '../flow/events.ts';
import { ACTION, type TrackedObject } from '../flow/objects.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { isSameSource } from './references.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { RuleSubject } from './subject.ts';
import { eventsOf, ordinaryRuns } from './timers.ts';

export const dk31: Rule = {
  id: 'DK31',
  title: 'no GetReference on an action without a reference',
  severity: 'error',
  detects:
    'GetReference on an action that is created with a referenceSize of 0 wherever the sources create it, in the method that creates it or in the handler of a timer. Sizes that are not plain numbers are left alone.',
  why: 'An action made with size 0 has no memory of its own behind it: GetReference is null or points past the object, and what is written there is lost or overwrites something else.',
  evidence:
    "OSAction.h: GetReference returns memory of the size that was asked for; with size 0 the header promises null, and the code of Apple's DriverKit framework returns an address past the object.",
  fix: 'Keep the data in ivars, or create the action with the size of what is to be kept in it.',
  bad: lampDriver({
    tick: `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    auto *count = (uint32_t *)action->GetReference(); // DK31
    *count += 1;
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`,
  }),
  good: lampDriver(),
  check(subject): Finding[] {
    return ordinaryRuns(subject).flatMap((run) =>
      eventsOf(run, 'call').flatMap((call) => {
        const { receiver } = call;
        const isOurs =
          /(->|\.)GetReference$/.test(call.callee) &&
          receiver?.kind === 'pointer' &&
          receiver.object.type === ACTION;
        const created = isOurs ? creationsOf(subject, receiver.object) : [];
        return created.length > 0 && created.every(isEmpty) ? [found(call, created)] : [];
      }),
    );
  },
};

/** Where an action comes from: its creation, or all that there are for the same handler. */
function creationsOf(subject: RuleSubject, action: TrackedObject): EventOf<'create'>[] {
  return ordinaryRuns(subject)
    .flatMap((it) => eventsOf(it, 'create'))
    .filter(({ object }) =>
      action.isCreated
        ? isSameSource(object, action)
        : object.type === ACTION && action.handler !== null && object.handler === action.handler,
    );
}

function isEmpty(created: EventOf<'create'>): boolean {
  const size = created.args[created.by.startsWith('OSAction::') ? 3 : 0];
  return size?.kind === 'number' && size.value === 0n;
}

function found(call: EventOf<'call'>, [created]: readonly EventOf<'create'>[]): Finding {
  return report({
    rule: 'DK31',
    severity: 'error',
    site: call.site,
    message:
      'The action was created without a reference: GetReference is null or points past the object.',
    advice: 'Keep the data in ivars, or create the action with the size that it needs.',
    related: created
      ? [{ site: created.site, what: 'the action is created here, with size 0' }]
      : [],
  });
}
