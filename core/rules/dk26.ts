import type { EventOf } from '../flow/events.ts';
import { isDefaultQueue } from '../flow/objects.ts';
import type { Finding } from './finding.ts';
import { isOwnQueue } from './handler-queues.ts';
import { lampDriverOnOwnQueue } from './own-queue-driver.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis } from './subject.ts';
import { eventsOf, runsOf } from './timers.ts';

const POWER = `\
kern_return_t LampDriver::SetPowerState_Impl(uint32_t powerFlags)
{
    ivars->queue->DispatchSync(^{
        ivars->deadline = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kPeriod;
    });
    return SetPowerState(powerFlags, SUPERDISPATCH);
}`;

function tick(call: string): string {
  return `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    ${call}
        SwitchLamp();
    });
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`;
}

const SWITCH = 'void LampDriver::SwitchLamp()\n{\n}';

function lamp(call: string) {
  return lampDriverOnOwnQueue({
    declarations: '    void SwitchLamp() LOCALONLY;',
    tick: tick(call),
    power: POWER,
    behind: SWITCH,
  });
}

export const dk26: Rule = {
  id: 'DK26',
  title: 'a handler on its own queue does not wait for Default',
  severity: 'error',
  detects:
    'DispatchSync or DispatchAsyncAndWait to the Default queue from a handler whose timer is on a queue of its own. An error where the driver also waits for that queue on Default, as SetPowerState often does; a warning otherwise. Calls of other objects that end on Default do not show in the sources.',
  why: 'While the handler waits for Default, Default may wait for the handler: SetPowerState, or a method that goes through the queue of the timer, or WakeAtTime from outside of it. Then neither goes on, sleep fails and Stop never comes. Once Stop has reached super, Default is cancelled and drops the block.',
  evidence:
    'IODispatchQueue.h on DispatchSync; Start, Stop and SetPowerState run on Default by IOService.iig. The deadlock was reproduced in a model of DriverKit.',
  fix: 'Use DispatchAsync, or share what both need through atomics; let Default wait for the timer, never the other way round.',
  bad: lamp('ivars->defaultQueue->DispatchSync(^{ // DK26'),
  good: lamp('ivars->defaultQueue->DispatchAsync(^{'),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      runsOf(analysis, 'tick', 'late tick').flatMap((run) =>
        eventsOf(run, 'dispatch')
          .filter((it) => it.sync && isDefaultQueue(it.to) && isOwnQueue(it.queue))
          .map((it) => finding(it, waitingFor(analysis, it))),
      ),
    );
  },
};

function finding(event: EventOf<'dispatch'>, other: EventOf<'dispatch'> | undefined): Finding {
  return report({
    rule: 'DK26',
    severity: other ? 'error' : 'warning',
    site: event.site,
    message: other
      ? 'The handler waits for the Default queue while that may wait for the queue of the handler: neither goes on.'
      : 'The handler waits for the Default queue: it deadlocks as soon as anything there waits for the queue of the handler.',
    advice: 'Use DispatchAsync, or do this work on the queue of the timer.',
    related: other
      ? [{ site: other.site, what: 'Default waits for the queue of the handler here' }]
      : [],
  });
}

/** Where Default waits for the queue of the handler. */
function waitingFor(
  analysis: ClassAnalysis,
  event: EventOf<'dispatch'>,
): EventOf<'dispatch'> | undefined {
  return analysis.runs
    .flatMap((it) => eventsOf(it, 'dispatch'))
    .find((it) => it.sync && isDefaultQueue(it.queue) && it.to === event.queue);
}
