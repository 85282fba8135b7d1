import { ownQueue, pci, quiesceAtEnd, quiesceAtOnce, releaseNeverArmed, usb } from './emitted.ts';
import { inCpp, type Mutant } from './mutant.ts';

const quiesce = `\
    if (ivars->hardwareTouched) {
        QuiesceHardware(provider);
    }
`;

const flagTest = `\
    if (__c11_atomic_exchange(&ivars->stopping, true, __ATOMIC_ACQ_REL)) {
        return kIOReturnSuccess;
    }
`;

/** The hardware: quiesced once, with no tick beside or behind it, and closed after that. */
export const hardwareMutants: readonly Mutant[] = [
  {
    id: 'quiesce-twice',
    title: 'Stop quiesces at its begin and again at its end, to be sure.',
    rule: 'DK11',
    options: {},
    edits: [
      inCpp(
        '    (void)Stop(provider, SUPERDISPATCH);',
        '    QuiesceHardware(provider);\n    (void)Stop(provider, SUPERDISPATCH);',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /QuiesceHardware is called a second time/ },
  },
  {
    id: 'quiesce-beside-tick',
    title: 'Stop quiesces at once although the timer ticks on another queue.',
    rule: 'DK12',
    options: ownQueue,
    edits: [
      inCpp(quiesceAtEnd, ''),
      inCpp(flagTest, `${flagTest}${quiesce}`),
      inCpp(releaseNeverArmed, `${quiesce}${releaseNeverArmed}`),
    ],
    expect: { scenario: 'Stop during a tick', symptom: /DK12/ },
  },
  {
    id: 'no-stopping-test',
    title: 'The handler does not test the stopping flag.',
    rule: 'DK19',
    options: {},
    edits: [inCpp('if (ivars->stopping || ivars->suspended) {', 'if (ivars->suspended) {')],
    expect: {
      scenario: 'Stop while a fire is pending',
      symptom: /although QuiesceHardware has run/,
    },
  },
  {
    id: 'register-written-after-quiesce',
    title: 'A register is written after the quiesce, on the way to Close.',
    rule: 'DK11',
    options: pci,
    edits: [
      inCpp(
        '        ivars->pciDevice->Close(this, 0);',
        '        ivars->pciDevice->MemoryWrite32(0, 0, 0);\n        ivars->pciDevice->Close(this, 0);',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /after QuiesceHardware/ },
  },
  {
    id: 'closed-before-quiesce',
    title: 'The provider is closed first, which takes bus lead and register access from quiesce.',
    rule: 'DK11',
    options: pci,
    edits: [inCpp(quiesceAtOnce, `    CloseProvider();\n${quiesceAtOnce}`)],
    expect: { scenario: 'start, ticks, stop', symptom: /closed/ },
  },
  {
    id: 'provider-left-open',
    title: 'The provider is opened in Start and never closed.',
    rule: 'DK34',
    options: usb,
    edits: [inCpp('    CloseProvider();\n    (void)Stop(', '    (void)Stop(')],
    expect: { scenario: 'start, ticks, stop', symptom: /the provider is still open/ },
  },
  {
    id: 'open-not-noted',
    title:
      'The provider is remembered only once Start has done all else: a failure leaves it open.',
    rule: 'DK34',
    options: usb,
    edits: [
      inCpp(
        '    if (ret == kIOReturnSuccess) {\n        ivars->device = device;\n    }\n    return ret;\n',
        '    return ret;\n',
      ),
      inCpp(
        '    Log("started");\n',
        '    ivars->device = OSDynamicCast(IOUSBHostDevice, provider);\n    Log("started");\n',
      ),
    ],
    expect: { scenario: 'each call of Start fails', symptom: /the provider is still open/ },
  },
];
