import type { EventOf } from '../flow/events.ts';
import { isDefaultQueue, type TrackedObject } from '../flow/objects.ts';
import type { Run } from '../flow/run.ts';
import type { Finding } from './finding.ts';
import { isOwnQueue, queueOfTimer } from './handler-queues.ts';
import { lampDriverOnOwnQueue } from './own-queue-driver.ts';
import { report } from './report.ts';
import type { Rule } from './rule.ts';
import type { ClassAnalysis } from './subject.ts';
import { eventsOf } from './timers.ts';

const IVARS = `\
    IODispatchQueue *defaultQueue;
    IODispatchQueue *queue;
    IOTimerDispatchSource *timer;
    IOLock *lock;
    uint64_t deadline;
    bool on;
    _Atomic(bool) stopping;`;

const INIT = `\
bool LampDriver::init()
{
    if (!super::init()) {
        return false;
    }
    ivars = IONewZero(LampDriver_IVars, 1);
    if (!ivars) {
        return false;
    }
    ivars->lock = IOLockAlloc();
    return ivars->lock != nullptr;
}`;

const TICK = `\
void LampDriver::Blink_Impl(OSAction *action, uint64_t time)
{
    if (ivars->stopping) {
        return;
    }
    IOLockLock(ivars->lock);
    ivars->on = !ivars->on;
    IOLockUnlock(ivars->lock);
    const uint64_t now = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
    ivars->deadline += kPeriod;
    if (ivars->deadline <= now) {
        ivars->deadline += ((now - ivars->deadline) / kPeriod + 1) * kPeriod;
    }
    (void)ivars->timer->WakeAtTime(kIOTimerClockUptimeRaw, ivars->deadline, 0);
}`;

function lamp(lines: readonly string[]) {
  const body = lines.map((it) => `        ${it}\n`).join('');
  return lampDriverOnOwnQueue({
    ivars: IVARS,
    init: INIT,
    tick: TICK,
    power: `\
kern_return_t LampDriver::SetPowerState_Impl(uint32_t powerFlags)
{
    if (!ivars->stopping) {
${body}    }
    return SetPowerState(powerFlags, SUPERDISPATCH);
}`,
  });
}

export const dk27: Rule = {
  id: 'DK27',
  title: 'no lock is held across WakeAtTime or DispatchSync to another queue',
  severity: 'error',
  detects:
    'A lock that is held while WakeAtTime is called from another queue than the one of the timer, or while DispatchSync goes to another queue. An error where a handler takes the same lock on that queue; a warning otherwise. Only where both queues are known; locks of C++ objects that lock in their constructor are not seen.',
  why: 'WakeAtTime from another queue is sent to the queue of the timer and waits for it. If a handler there waits for the lock, neither goes on. The kernel ends that with a panic when the driver has been busy for 60 seconds.',
  evidence:
    'IOTimerDispatchSource.h: WakeAtTime belongs on the queue of the timer; that it is sent there synchronously shows in the binaries. The panic is a report from the field, of mrmidi/ASFireWire.',
  fix: 'Give the lock back first, or call WakeAtTime on the queue of the timer, in a block that takes no lock.',
  bad: lamp([
    'IOLockLock(ivars->lock);',
    'ivars->on = false;',
    'ivars->queue->DispatchSync(^{ // DK27',
    '    ivars->deadline = 0;',
    '});',
    'IOLockUnlock(ivars->lock);',
  ]),
  good: lamp([
    'IOLockLock(ivars->lock);',
    'ivars->on = false;',
    'IOLockUnlock(ivars->lock);',
    'ivars->queue->DispatchSync(^{',
    '    ivars->deadline = 0;',
    '});',
  ]),
  check(subject): Finding[] {
    return subject.classes.flatMap((analysis) =>
      analysis.runs.flatMap((run) => [
        ...eventsOf(run, 'arm').flatMap((it) =>
          heldAcross(analysis, run, it, queueOfTimer(analysis, it.object)),
        ),
        ...eventsOf(run, 'dispatch').flatMap((it) =>
          it.sync ? heldAcross(analysis, run, it, it.to) : [],
        ),
      ]),
    );
  },
};

function heldAcross(
  analysis: ClassAnalysis,
  run: Run,
  event: EventOf<'arm' | 'dispatch'>,
  to: TrackedObject | null,
): Finding[] {
  const [lock] = event.locks;
  const isKnown = (it: TrackedObject) => isDefaultQueue(it) || isOwnQueue(it);
  if (lock === undefined || !to || to === event.queue || !isKnown(to) || !isKnown(event.queue)) {
    return [];
  }
  const taken = run.events
    .slice(0, run.events.indexOf(event))
    .findLast((it) => it.kind === 'lock' && it.on && it.lock === lock);
  const other = takenOn(analysis, to, event.locks);
  const what = event.kind === 'arm' ? 'WakeAtTime' : 'DispatchSync';
  return [
    report({
      rule: 'DK27',
      severity: other ? 'error' : 'warning',
      site: event.site,
      message: other
        ? `${what} waits for the other queue with ${other.lock} held, which code on that queue waits for: neither goes on.`
        : `${what} waits for the other queue with ${lock} held: it deadlocks as soon as anything there takes the lock.`,
      advice: 'Give the lock back before the call.',
      related: [
        ...(taken ? [{ site: taken.site, what: 'the lock is taken here' }] : []),
        ...(other ? [{ site: other.site, what: 'the other queue takes it here' }] : []),
      ],
    }),
  ];
}

/** Where code on a queue takes one of some locks. */
function takenOn(
  analysis: ClassAnalysis,
  queue: TrackedObject,
  locks: readonly string[],
): EventOf<'lock'> | undefined {
  return analysis.runs
    .filter((it) => ['tick', 'late tick', 'power', 'start', 'stop'].includes(it.entry.kind))
    .flatMap((it) => eventsOf(it, 'lock'))
    .find((it) => it.on && it.queue === queue && locks.includes(it.lock));
}
