import type { Mutant } from './mutant.ts';

const kept = [
  [
    '    IOTimerDispatchSource *heartbeatTimer;',
    '    IOTimerDispatchSource *heartbeatTimer;\n    OSAction *kept;',
  ],
  ['    OSSafeReleaseNULL(action); // once', '    ivars->kept = action; // once'],
] as const;

/** Mistakes with the timer's OSAction. */
export const actionMutants: readonly Mutant[] = [
  {
    mistake: 'the action is kept and cancelled first',
    of: 'shared',
    edits: [
      ...kept,
      [
        '    if (ivars->heartbeatTimer) {\n',
        '    (void)ivars->kept->Cancel(^{});\n    if (ivars->heartbeatTimer) {\n',
      ],
      [
        '        OSSafeReleaseNULL(ivars->heartbeatTimer);\n        OSSafeReleaseNULL(ivars->defaultQueue);',
        '        OSSafeReleaseNULL(ivars->heartbeatTimer);\n        OSSafeReleaseNULL(ivars->kept);\n        OSSafeReleaseNULL(ivars->defaultQueue);',
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'OSAction::Cancel was called for a timer',
  },
  {
    mistake: 'the action is kept and cancelled last',
    of: 'shared',
    edits: [
      ...kept,
      [
        '        OSSafeReleaseNULL(ivars->defaultQueue);',
        '        (void)ivars->kept->Cancel(^{});\n        OSSafeReleaseNULL(ivars->kept);\n        OSSafeReleaseNULL(ivars->defaultQueue);',
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'Assertion failed: (queue), function Cancel, file uioserver.cpp',
  },
  {
    mistake: 'the action is leaked',
    of: 'shared',
    edits: [['    OSSafeReleaseNULL(action); // once', '    // once']],
    scenario: 'start, ticks, stop',
    says: 'leak: ',
  },
  {
    mistake: 'the action is over-released',
    of: 'shared',
    edits: [
      [
        '    OSSafeReleaseNULL(action); // once',
        '    action->release();\n    action->release(); // once',
      ],
    ],
    scenario: 'start, ticks, stop',
    says: "use after free: the timer's action on an object that was freed",
  },
  {
    mistake: 'the action is leaked where SetHandler fails',
    of: 'shared',
    edits: [
      [
        '    OSSafeReleaseNULL(action); // once, on success and on failure (DK03)\n    if (ret != kIOReturnSuccess) {\n        return ret;\n    }\n',
        '    if (ret != kIOReturnSuccess) {\n        return ret;\n    }\n    OSSafeReleaseNULL(action);\n',
      ],
    ],
    scenario: 'each call of Start fails',
    says: 'leak: ',
  },
];
