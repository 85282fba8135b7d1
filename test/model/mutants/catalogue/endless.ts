import { usb } from './emitted.ts';
import { inCpp, type Mutant } from './mutant.ts';

/** Waiting for what does not come. */
export const endlessMutants: readonly Mutant[] = [
  {
    id: 'tick-waits-for-a-gone-device',
    title: 'A tick waits until the device answers well: after an unplug it never does.',
    rule: 'DK45',
    options: usb,
    edits: [
      inCpp(
        'void AcmeDriver::HeartbeatTick()\n{\n',
        'void AcmeDriver::HeartbeatTick()\n{\n    while (ivars->device->Reset() != kIOReturnSuccess) {\n        IOSleep(10);\n    }\n',
      ),
    ],
    expect: { scenario: 'Stop after unplug', symptom: /blocked for more than 60 s/ },
  },
  {
    id: 'spins-in-stop',
    title: 'Stop spins on a flag that the completion would set, on the queue that it blocks.',
    rule: 'DK13',
    options: {},
    edits: [
      inCpp(
        '    if (ret != kIOReturnSuccess) { // no timer',
        '    while (ivars->heartbeatTimer) {\n    }\n    if (ret != kIOReturnSuccess) { // no timer',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /no end in sight/ },
  },
  {
    id: 'never-enabled',
    title: 'The timer is armed and relies on being enabled from the start.',
    rule: null,
    options: {},
    edits: [
      inCpp('    return ivars->heartbeatTimer->SetEnable(true);', '    return kIOReturnSuccess;'),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /is it enabled\?/ },
  },
];
