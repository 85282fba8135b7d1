import { inCpp, type Mutant } from './mutant.ts';

const next = 'deadline = ivars->heartbeatDeadline + kHeartbeatIntervalNs;';
const late = '    if (deadline <= now) {\n';
const handler = 'Heartbeat_Impl(OSAction *, uint64_t)';

/** When the ticks of a periodic timer come. */
export const tickMutants: readonly Mutant[] = [
  {
    id: 're-armed-from-now',
    title: 'The next deadline is counted from now, so each late tick moves all that follow.',
    rule: 'DK24',
    options: {},
    edits: [inCpp(next, 'deadline = HeartbeatNow() + kHeartbeatIntervalNs;')],
    expect: { scenario: '1,000 periods', symptom: /drifts/ },
  },
  {
    id: 're-armed-from-fire-time',
    title: "The next deadline is counted from the handler's time, which is when the timer fired.",
    rule: 'DK24',
    options: {},
    edits: [
      inCpp(handler, 'Heartbeat_Impl(OSAction *, uint64_t time)'),
      inCpp(next, 'deadline = time + kHeartbeatIntervalNs;'),
    ],
    expect: { scenario: '1,000 periods', symptom: /drifts/ },
  },
  {
    id: 'missed-periods-made-up-for',
    title: 'Missed periods are not skipped: after a slow tick they all come at once.',
    rule: 'DK25',
    options: {},
    edits: [inCpp(late, '    if (now == 0) {\n')],
    expect: { scenario: 'a tick slower than its period', symptom: /after a slow/ },
  },
  {
    id: 'late-tick-not-re-armed',
    title: 'A tick that overran its period returns without arming the timer again.',
    rule: 'DK21',
    options: {},
    edits: [inCpp(late, `${late}        return;\n`)],
    expect: { scenario: 'a tick slower than its period', symptom: /ticked only/ },
  },
  {
    id: 'nanoseconds-as-ticks',
    title: 'A deadline in nanoseconds is given for a clock that counts ticks.',
    rule: 'DK22',
    options: {},
    edits: [inCpp('= kIOTimerClockUptimeRaw;', '= kIOTimerClockMachAbsoluteTime;')],
    expect: { scenario: 'sleep and wake', symptom: /after the wake/ },
  },
  {
    id: 'two-clocks-mixed',
    title: 'The deadline is read from a clock other than the one that the timer is armed on.',
    rule: 'DK22',
    options: {},
    edits: [inCpp('(CLOCK_UPTIME_RAW)', '(CLOCK_MONOTONIC_RAW)')],
    expect: { scenario: '1,000 periods', symptom: /drifts/ },
  },
  {
    id: 'no-such-clock',
    title: 'WakeAtTime gets a clock that is none of the six.',
    rule: 'DK23',
    options: {},
    edits: [inCpp('= kIOTimerClockUptimeRaw;', '= CLOCK_UPTIME_RAW;')],
    expect: { scenario: 'start, ticks, stop', symptom: /Start returned 0x/ },
  },
  {
    id: 'failed-re-arm-swallowed',
    title: 'A re-arm that fails ends the ticks without a word in the log.',
    rule: 'DK36',
    options: {},
    edits: [
      inCpp(
        '        Log("Heartbeat ticks no more: WakeAtTime returned 0x%{public}x", ret);\n',
        '        return;\n',
      ),
    ],
    expect: { scenario: 're-arming fails', symptom: /nothing was logged/ },
  },
];
