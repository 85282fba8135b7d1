import type { Mutant } from './mutant.ts';

const lateQuiesce = `    if (ivars->hardwareTouched) {
        QuiesceHardware(provider); // no tick can overlap it any more (DK12)
    }
`;

/** Mistakes with the hardware and its provider. */
export const hardwareMutants: readonly Mutant[] = [
  {
    mistake: 'quiesce before the handler is done',
    of: 'dedicated',
    edits: [
      [lateQuiesce, ''],
      [
        '    kern_return_t ret = kIOReturnNotReady;\n',
        '    kern_return_t ret = kIOReturnNotReady;\n    QuiesceHardware(provider);\n',
      ],
    ],
    scenario: 'Stop during a tick',
    says: 'QuiesceHardware while Heartbeat is running',
  },
  {
    mistake: 'no quiesce',
    of: 'dedicated',
    edits: [[lateQuiesce, '']],
    scenario: 'start, ticks, stop',
    says: 'super Stop before QuiesceHardware',
  },
  {
    mistake: 'the device is used after quiesce',
    of: 'shared',
    edits: [
      [
        '    CloseProvider();\n    Log("stopped")',
        '    (void)ivars->device->SetConfiguration(0, false);\n    CloseProvider();\n    Log("stopped")',
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'IOUSBHostDevice::SetConfiguration after QuiesceHardware',
  },
  {
    mistake: 'a hardware hook is called after quiesce',
    of: 'dedicated',
    edits: [['    Log("stopped")', '    PowerDownHardware();\n    Log("stopped")']],
    scenario: 'start, ticks, stop',
    says: 'PowerDownHardware after QuiesceHardware',
  },
  {
    mistake: 'the provider is not closed',
    of: 'shared',
    edits: [['    CloseProvider();\n    Log("stopped")', '    Log("stopped")']],
    scenario: 'start, ticks, stop',
    says: 'the provider is still open',
  },
  {
    mistake: 'a tick waits for a device that has gone',
    of: 'shared',
    edits: [
      [
        'void AcmeDriver::HeartbeatTick()\n{\n',
        'void AcmeDriver::HeartbeatTick()\n{\n    while (ivars->device->Reset() != kIOReturnSuccess) {\n        IOSleep(10);\n    }\n',
      ],
    ],
    scenario: 'Stop after unplug',
    says: 'Default has been blocked for more than 60 s',
  },
];
