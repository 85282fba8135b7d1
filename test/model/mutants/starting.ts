import type { Mutant } from './mutant.ts';

const arm = `    ret = ArmHeartbeat(); // the last step that can fail (DK35)
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
`;
const register = `    ret = RegisterService();
    if (ret != kIOReturnSuccess) {
        goto fail;
    }
`;
const undo = `    OSSafeReleaseNULL(ivars->heartbeatTimer); // never armed: there is nothing to cancel
    FinishStop(provider);
    return ret;
`;

/** Mistakes in Start. */
export const startMutants: readonly Mutant[] = [
  {
    mistake: 'a failed Start without super Stop',
    of: 'shared',
    edits: [[undo, undo.replace('FinishStop(provider)', 'CloseProvider()')]],
    scenario: 'each call of Start fails',
    says: 'super Stop was not called',
  },
  {
    mistake: 'a failed Start with an armed timer',
    of: 'shared',
    edits: [[`${register}${arm}`, `${arm}${register}`]],
    scenario: 'each call of Start fails',
    says: 'an armed timer source is released without Cancel when Start fails',
  },
  {
    mistake: 'a failed Start without quiesce',
    of: 'shared',
    edits: [
      [
        '    if (ivars->hardwareTouched) {\n        QuiesceHardware(provider);\n    }\n    OSSafe',
        '    OSSafe',
      ],
    ],
    scenario: 'each call of Start fails',
    says: 'QuiesceHardware was not called',
  },
  {
    mistake: 'a failed Start that leaves the provider open',
    of: 'shared',
    edits: [[undo, undo.replace('FinishStop(provider)', '(void)Stop(provider, SUPERDISPATCH)')]],
    scenario: 'each call of Start fails',
    says: 'the provider is still open',
  },
  {
    mistake: 'a failed Start and a Stop that both finish',
    of: 'shared',
    edits: [
      [
        '    ivars->stopping = true;\n    if (ivars->hardwareTouched) {\n        QuiesceHardware(provider);\n    }\n    OSSafe',
        '    OSSafe',
      ],
    ],
    scenario: 'each call of Start fails',
    says: 'FAIL',
  },
  {
    mistake: 'the result of the first WakeAtTime is not looked at',
    of: 'shared',
    edits: [[arm, '    (void)ArmHeartbeat();\n']],
    scenario: 'each call of Start fails',
    says: 'WakeAtTime failed and Start returned success',
  },
  {
    mistake: 'the result of SetHandler is not looked at',
    of: 'shared',
    edits: [
      ['(DK03)\n    if (ret != kIOReturnSuccess) {\n        return ret;\n    }\n', '(DK03)\n'],
    ],
    scenario: 'each call of Start fails',
    says: 'SetHandler failed and Start returned success',
  },
  {
    mistake: 'free does not expect a failed init',
    of: 'shared',
    edits: [['    if (ivars) { // null', '    { // null']],
    scenario: 'each call of Start fails',
    says: 'FAIL',
  },
];
