import { oneShot, ownQueue } from './emitted.ts';
import { inCpp, type Mutant } from './mutant.ts';

const superCall = '    return SetPowerState(powerFlags, SUPERDISPATCH);\n';

const wakeOnOwnQueue = `\
        PowerUpHardware();
        ivars->suspended = false;
        ivars->heartbeatQueue->DispatchSync(^{ ResumeHeartbeat(); });
`;

/** Sleep, wake and low power. */
export const powerMutants: readonly Mutant[] = [
  {
    id: 'ticks-while-suspended',
    title: 'A shot that was pending when the device was powered down still ticks.',
    rule: null,
    options: {},
    edits: [inCpp('if (ivars->stopping || ivars->suspended) {', 'if (ivars->stopping) {')],
    expect: { scenario: 'sleep and wake', symptom: /while the device is powered down/ },
  },
  {
    id: 'armed-while-suspended',
    title: 'The handler does no work while the device rests, but goes on arming the timer.',
    rule: null,
    options: {},
    edits: [
      inCpp('if (ivars->stopping || ivars->suspended) {', 'if (ivars->stopping) {'),
      inCpp(
        '\n    HeartbeatTick();\n',
        '\n    if (!ivars->suspended) {\n        HeartbeatTick();\n    }\n',
      ),
    ],
    expect: { scenario: 'sleep and wake', symptom: /powered down/ },
  },
  {
    id: 'powered-up-after-re-arm',
    title: 'The timer runs again before the hardware is powered up.',
    rule: null,
    options: ownQueue,
    edits: [
      inCpp(
        wakeOnOwnQueue,
        `${wakeOnOwnQueue.split('\n').slice(1).join('\n')}        PowerUpHardware();\n`,
      ),
    ],
    expect: { scenario: 'sleep and wake', symptom: /PowerUpHardware/ },
  },
  {
    id: 'powered-down-beside-tick',
    title: 'The hardware is powered down without waiting for a tick that runs on another queue.',
    rule: null,
    options: ownQueue,
    edits: [inCpp('            ivars->heartbeatQueue->DispatchSync(^{});\n', '')],
    expect: { scenario: 'sleep during a tick', symptom: /while the device is powered down/ },
  },
  {
    id: 'not-resumed',
    title: 'The timer rests in low power and is never armed again.',
    rule: null,
    options: {},
    edits: [inCpp('        ResumeHeartbeat();\n', '')],
    expect: { scenario: 'sleep and wake', symptom: /after the wake/ },
  },
  {
    id: 'power-state-not-passed-on',
    title: 'SetPowerState does its own work and does not call super.',
    rule: 'DK37',
    options: {},
    edits: [inCpp(superCall, '    return kIOReturnSuccess;\n')],
    expect: { scenario: 'sleep and wake', symptom: /did not reach super/ },
  },
  {
    id: 'power-state-dropped-in-stop',
    title: 'SetPowerState returns early while the driver stops, and super is not called.',
    rule: 'DK37',
    options: {},
    edits: [
      inCpp(
        '    if (!on && !ivars->suspended) {\n',
        '    if (ivars->stopping) {\n        return kIOReturnSuccess;\n    }\n    if (!on && !ivars->suspended) {\n',
      ),
    ],
    expect: { scenario: 'Stop around sleep', symptom: /did not reach super/ },
  },
  {
    id: 'power-change-after-stop',
    title: 'SetPowerState powers the hardware down although Stop has quiesced it.',
    rule: null,
    options: {},
    edits: [
      inCpp(
        '        if (!ivars->stopping) {\n            PowerDownHardware();\n        }\n',
        '        PowerDownHardware();\n',
      ),
    ],
    expect: { scenario: 'Stop around sleep', symptom: /PowerDownHardware/ },
  },
  {
    id: 'fired-shot-comes-again',
    title: 'After a wake the shot is armed again although it has fired.',
    rule: null,
    options: oneShot,
    edits: [
      inCpp(
        '    if (!ivars->heartbeatFired) {\n        (void)ScheduleHeartbeat();\n    }\n',
        '    (void)ScheduleHeartbeat();\n',
      ),
    ],
    expect: { scenario: 'fires once', symptom: /not once/ },
  },
];
