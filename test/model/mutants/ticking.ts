import type { Mutant } from './mutant.ts';

const next = '    deadline = ivars->heartbeatDeadline + kHeartbeatIntervalNs;\n';
const skip = `    if (deadline <= now) {
        deadline += ((now - deadline) / kHeartbeatIntervalNs + 1) * kHeartbeatIntervalNs;
    }
`;
const suspended = '    if (ivars->stopping || ivars->suspended) {\n';

/** Mistakes with time and power. */
export const tickMutants: readonly Mutant[] = [
  {
    mistake: 're-arm from now',
    of: 'shared',
    edits: [[next, '    deadline = HeartbeatNow() + kHeartbeatIntervalNs;\n']],
    scenario: '1,000 periods',
    says: 'Heartbeat drifts',
  },
  {
    mistake: 're-arm from the time of the fire',
    of: 'shared',
    edits: [
      [next, '    deadline = time + kHeartbeatIntervalNs;\n'],
      ['Heartbeat_Impl(OSAction *, uint64_t)', 'Heartbeat_Impl(OSAction *, uint64_t time)'],
    ],
    scenario: '1,000 periods',
    says: 'Heartbeat drifts',
  },
  {
    mistake: 'a burst after a slow tick',
    of: 'shared',
    edits: [[skip, '    (void)now;\n']],
    scenario: 'a tick slower than its period',
    says: 'ticks come in a burst after a slow one',
  },
  {
    mistake: 'the phase is lost after a slow tick',
    of: 'shared',
    edits: [
      [skip, '    if (deadline <= now) {\n        deadline = now + kHeartbeatIntervalNs;\n    }\n'],
    ],
    scenario: 'a tick slower than its period',
    says: 'the phase moved',
  },
  {
    mistake: 'nanoseconds on a clock of ticks',
    of: 'shared',
    edits: [
      [
        'kHeartbeatClock = kIOTimerClockUptimeRaw',
        'kHeartbeatClock = kIOTimerClockMachAbsoluteTime',
      ],
    ],
    scenario: '1,000 periods',
    says: 'Heartbeat drifts',
  },
  {
    mistake: 'the timer is never enabled',
    of: 'shared',
    edits: [['    return ivars->heartbeatTimer->SetEnable(true);', '    return kIOReturnSuccess;']],
    scenario: 'start, ticks, stop',
    says: 'is it enabled?',
  },
  {
    mistake: 'a failed re-arm is swallowed',
    of: 'shared',
    edits: [
      ['        Log("Heartbeat ticks no more: WakeAtTime returned 0x%{public}x", ret);\n', ''],
    ],
    scenario: 're-arming fails',
    says: 'nothing was logged',
  },
  {
    mistake: 'ticks go on in low power',
    of: 'shared',
    edits: [[suspended, '    if (ivars->stopping) {\n']],
    scenario: 'sleep and wake',
    says: 'while the device is powered down',
  },
  {
    mistake: 'no ticks after a wake',
    of: 'shared',
    edits: [['            ResumeHeartbeat();\n', '']],
    scenario: 'sleep and wake',
    says: 'ticked 0 times',
  },
  {
    mistake: 'super SetPowerState is not called while Stop is under way',
    of: 'shared',
    edits: [
      [
        '    if (!ivars->stopping && on',
        '    if (ivars->stopping) {\n        return kIOReturnSuccess;\n    }\n    if (!ivars->stopping && on',
      ],
    ],
    scenario: 'Stop around sleep',
    says: 'did not reach super',
  },
  {
    mistake: 'a tick waits for the Default queue',
    of: 'dedicated',
    edits: [
      [
        'void AcmeDriver::HeartbeatTick()\n{\n',
        'void AcmeDriver::HeartbeatTick()\n{\n    ivars->defaultQueue->DispatchSync(^{});\n',
      ],
    ],
    scenario: 'sleep and wake',
    says: 'deadlock',
  },
  {
    mistake: 'a shot that has fired fires again after a wake',
    of: 'shot',
    edits: [['    if (ivars->heartbeatFired) {\n        return;\n    }\n', '']],
    scenario: 'fires once',
    says: 'Heartbeat fired 2 times',
  },
];
