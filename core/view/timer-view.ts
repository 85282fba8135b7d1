import { timerNames } from '../options/derived-names.ts';
import { formatDuration } from '../options/duration.ts';
import type { Clock, TimerOptions } from '../options/new-project-options.ts';
import type { ClockView, TimerView } from './template-interface.ts';

/**
 * The clocks that count nanoseconds, which Apple's IOTimerDispatchSource header prefers over the
 * tick clocks, each with the POSIX clock that reads the same time.
 */
const clocks = {
  uptime: {
    timer: 'kIOTimerClockUptimeRaw',
    posix: 'CLOCK_UPTIME_RAW',
    inSleep: 'stops',
  },
  monotonic: {
    timer: 'kIOTimerClockMonotonicRaw',
    posix: 'CLOCK_MONOTONIC_RAW',
    inSleep: 'runs on',
  },
} as const satisfies Record<Clock, ClockView>;

/** What differs between the driver of a new project and one that gets a timer added. */
export interface TimerSurroundings {
  /** The member that says that Stop has begun. */
  readonly stoppingIvar: string;
  /** The member that holds the Default queue. */
  readonly defaultQueueIvar: string;
  /** The handler's definition, from behind its return type to its body. */
  readonly handlerHead?: string;
  /** The handler's parameters have names there, which have to be used. */
  readonly namedParams?: boolean;
  /** What stands behind a member's name, where its memory is not zeroed. */
  readonly initial?: string;
}

const NEW_PROJECT: TimerSurroundings = {
  stoppingIvar: 'stopping',
  defaultQueueIvar: 'defaultQueue',
};

/** What the fragments in `templates/timer/` see as `it.timer`: names and texts, ready to print. */
export function timerView(at: {
  driverClass: string;
  timer: TimerOptions;
  surroundings?: TimerSurroundings;
}): TimerView {
  const { driverClass, timer, surroundings = NEW_PROJECT } = at;
  const names = timerNames(timer.name);
  const dedicated = timer.queue === 'dedicated';
  const interval = formatDuration(timer.interval);
  const leeway = formatDuration(timer.leeway);
  return {
    ...names,
    handlerHead: `${driverClass}::${timer.name}_Impl(OSAction *, uint64_t)`,
    namedParams: false,
    initial: '',
    ...surroundings,
    arm: names.arm(timer.mode),
    mode: timer.mode,
    queue: timer.queue,
    periodic: timer.mode === 'periodic',
    dedicated,
    onQueue: dedicated ? names.queueIvar : surroundings.defaultQueueIvar,
    queueLabel: `${driverClass}.${timer.name}`,
    clock: clocks[timer.clock],
    clockName: names.clock,
    intervalText: interval,
    leewayText: leeway,
    intervalNs: cppNumber(timer.interval),
    leewayNs: cppNumber(timer.leeway),
    rhythm: `${timer.mode === 'periodic' ? 'every' : 'once, after'} ${interval}, with ${
      timer.leeway === 0n ? 'no leeway' : `a leeway of ${leeway}`
    }`,
    intervalName: names.intervalNs,
    leewayName: names.leewayNs,
  };
}

/** 1000000 → 1'000'000 */
function cppNumber(value: bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, "'");
}
