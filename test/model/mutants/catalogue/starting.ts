import { ownQueue, releaseNeverArmed } from './emitted.ts';
import { inCpp, type Mutant, touchesNull } from './mutant.ts';

const arm = `\
    ret = ArmHeartbeat(); // the last step that can fail (DK35)
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
`;

const touched = '    ivars->hardwareTouched = true; // from here on a failure quiesces\n';

const quiesceOnFailure = `\
    if (ivars->hardwareTouched) {
        QuiesceHardware(provider);
    }
`;

const ending = `${releaseNeverArmed}    FinishStop(provider);\n    return ret;\n`;

/** A Start that fails half-way. */
export const startMutants: readonly Mutant[] = [
  {
    id: 'failed-start-without-super-stop',
    title: 'A Start that fails cleans up and forgets super Stop; the kernel will not call Stop.',
    rule: 'DK34',
    options: {},
    edits: [inCpp(ending, `${releaseNeverArmed}    return ret;\n`)],
    expect: { scenario: 'each call of Start fails', symptom: /super Stop was not called/ },
  },
  {
    id: 'early-return-in-start',
    title: 'A step of Start returns its error at once, past the clean-up.',
    rule: 'DK34',
    options: {},
    edits: [
      inCpp(
        '    ret = RegisterService();\n    if (ret != kIOReturnSuccess) {\n        goto fail;\n',
        '    ret = RegisterService();\n    if (ret != kIOReturnSuccess) {\n        return ret;\n',
      ),
    ],
    expect: { scenario: 'each call of Start fails', symptom: /super Stop was not called/ },
  },
  {
    id: 'failed-start-returns-false',
    title: 'A Start that fails returns false, which is 0: success.',
    rule: 'DK46',
    options: {},
    edits: [inCpp(ending, ending.replace('return ret;', 'return false;'))],
    expect: { scenario: 'each call of Start fails', symptom: /failed and Start returned success/ },
  },
  {
    id: 'armed-before-bring-up',
    title:
      'The timer is armed as soon as it is there; when a later step fails it is released armed.',
    rule: 'DK35',
    options: ownQueue,
    edits: [
      inCpp(arm, ''),
      inCpp(touched, `${arm.replace(' // the last step that can fail (DK35)', '')}${touched}`),
    ],
    expect: { scenario: 'each call of Start fails', symptom: /armed/ },
  },
  {
    id: 'failed-start-without-quiesce',
    title: 'A Start that fails after bring-up leaves the hardware running.',
    rule: 'DK34',
    options: {},
    edits: [inCpp(`${quiesceOnFailure}${releaseNeverArmed}`, releaseNeverArmed)],
    expect: { scenario: 'each call of Start fails', symptom: /QuiesceHardware was not called/ },
  },
  {
    id: 'half-bring-up-not-quiesced',
    title: 'The hardware counts as touched only when bring-up has succeeded, not when it fails.',
    rule: 'DK34',
    options: {},
    edits: [
      inCpp(touched, ''),
      inCpp('    ret = RegisterService();\n', `${touched}    ret = RegisterService();\n`),
    ],
    expect: { scenario: 'each call of Start fails', symptom: /QuiesceHardware was not called/ },
  },
  {
    id: 'create-not-checked',
    title: 'The result of IOTimerDispatchSource::Create is not looked at.',
    rule: 'DK36',
    options: {},
    edits: [
      inCpp(
        '    ret = IOTimerDispatchSource::Create(ivars->defaultQueue, &ivars->heartbeatTimer);\n    if (ret != kIOReturnSuccess) {\n        return ret;\n    }\n',
        '    (void)IOTimerDispatchSource::Create(ivars->defaultQueue, &ivars->heartbeatTimer);\n',
      ),
    ],
    expect: { scenario: 'each call of Start fails', symptom: touchesNull },
  },
  {
    id: 'first-arming-not-checked',
    title:
      'The result of the first WakeAtTime is not looked at: the driver runs with a dead timer.',
    rule: 'DK36',
    options: {},
    edits: [inCpp(arm, '    (void)ArmHeartbeat();\n')],
    expect: { scenario: 'each call of Start fails', symptom: /failed and Start returned success/ },
  },
];
