import type { EventOf, FlowEvent } from '../flow/events.ts';
import { QUEUE, TIMER, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import type { Finding, Severity } from './finding.ts';
import { lampDriverOnOwnQueue } from './own-queue-driver.ts';
import { has } from './own-timer.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import { before, eventsOf } from './timers.ts';

const ADVICE = 'Keep the queue in ivars and release it in free(), after the timer.';

export const dk17: Rule = {
  id: 'DK17',
  title: "a timer's queue is released after the timer",
  severity: 'error',
  detects:
    "The last reference to a queue that the driver created, given back while a timer on it is there, or inside the completion of the timer's Cancel. Where the timer can no longer fire, or the completion is that of the queue's own Cancel, it is a warning. The Default queue belongs to the service and is left alone.",
  why: 'A timer does not retain the queue that it is created on, and the callout of its Cancel touches the queue once more after the completion has returned: with the queue gone that is a use after free.',
  evidence:
    'Behaviour of the shipped DriverKit framework, which retains the queue for interrupt sources but not for timers.',
  fix: 'Hold the queue in ivars, and release it in free() only, behind the timer.',
  bad: lampDriverOnOwnQueue({
    stop: `\
kern_return_t LampDriver::Stop_Impl(IOService *provider)
{
    if (__c11_atomic_exchange(&ivars->stopping, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
    (void)ivars->timer->Cancel(^{
        ivars->defaultQueue->DispatchAsync(^{
            OSSafeReleaseNULL(ivars->timer);
            (void)Stop(provider, SUPERDISPATCH);
        });
    });
    OSSafeReleaseNULL(ivars->queue); // DK17
    return kIOReturnSuccess;
}`,
  }),
  good: lampDriverOnOwnQueue(),
  check(subject): Finding[] {
    const findings: Finding[] = [];
    for (const run of subject.classes.flatMap((it) => it.runs)) {
      if (run.entry.kind === 'stop again') {
        continue;
      }
      for (const event of eventsOf(run, 'release')) {
        const past = before(run, event);
        if (event.object.type !== QUEUE || !isLast(past, event)) {
          continue;
        }
        for (const made of past) {
          if (made.kind === 'create' && made.on === event.object && made.object.type === TIMER) {
            const wrong = judge(run, past, event, made);
            findings.push(...(wrong ? [found(event, made, wrong)] : []));
          }
        }
      }
    }
    return findings;
  },
};

interface Wrong {
  readonly severity: Severity;
  readonly message: string;
}

function judge(
  run: Run,
  past: readonly FlowEvent[],
  event: EventOf<'release'>,
  made: EventOf<'create'>,
): Wrong | null {
  const timer = made.object;
  const inside = event.phase > 0 ? past.findLast((it) => it.kind === 'phase') : undefined;
  if (inside?.why === 'cancel' && inside.object === timer) {
    return {
      severity: 'error',
      message:
        "The callout of the timer's Cancel touches the queue once more when this block has returned: a use after free.",
    };
  }
  if (has(past, 'release', timer)) {
    return inside?.why === 'cancel' && inside.object === event.object
      ? {
          severity: 'warning',
          message: 'The queue is released in the completion of its own Cancel, which runs on it.',
        }
      : null;
  }
  if (timer.isSummary || run.state.facts.get(made.result) === 'nonzero' || !isHeld(past, timer)) {
    return null;
  }
  const isOver = past.some(
    (it) => it.kind === 'phase' && it.why === 'cancel' && it.object === timer,
  );
  return isOver || !has(past, 'arm', timer)
    ? {
        severity: 'warning',
        message: 'The queue goes before the timer on it, which does not retain it.',
      }
    : {
        severity: 'error',
        message:
          'The timer does not retain its queue: the next tick or the callout of Cancel uses freed memory.',
      };
}

/** The timer came to be: something was done with it. */
function isHeld(past: readonly FlowEvent[], timer: TrackedObject): boolean {
  return past.some(
    (it) =>
      (it.kind === 'set-handler' || it.kind === 'arm' || it.kind === 'cancel') &&
      it.object === timer,
  );
}

/** Whether no reference of ours is left after a release; what is stored elsewhere is one. */
function isLast(past: readonly FlowEvent[], event: EventOf<'release'>): boolean {
  const { object } = event;
  if (!object.isCreated || object.isSummary || has(past, 'escape', object)) {
    return false;
  }
  const times = (kind: FlowEvent['kind']) =>
    past.filter((it) => it.kind === kind && 'object' in it && it.object === object).length;
  const isCopied =
    event.how === 'smart pointer' &&
    past.some((it) => it.kind === 'store' && it.object === object && it.place.name !== event.text);
  return !isCopied && times('release') >= times('retain');
}

function found(event: EventOf<'release'>, made: EventOf<'create'>, wrong: Wrong): Finding {
  return report({
    rule: 'DK17',
    severity: wrong.severity,
    site: event.site,
    message: wrong.message,
    advice: ADVICE,
    related: [{ site: made.site, what: 'the timer is created on the queue here' }],
  });
}
