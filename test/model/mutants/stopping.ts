import type { Mutant } from './mutant.ts';

const chain = `        ret = ivars->heartbeatTimer->Cancel(^{
            OSSafeReleaseNULL(ivars->heartbeatTimer);
            FinishStop(provider);
        });
`;
const longChain = `        ret = ivars->heartbeatTimer->Cancel(^{
            (void)ivars->heartbeatQueue->Cancel(^{
                ivars->defaultQueue->DispatchAsync(^{
                    OSSafeReleaseNULL(ivars->heartbeatTimer);
                    FinishStop(provider);
                });
            });
        });
`;
const superStop = '    (void)Stop(provider, SUPERDISPATCH); // the last';
const guard = `    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
    ivars->stopping = true;
    if (ivars->hardwareTouched) {
        QuiesceHardware(provider); // at once`;
const lateCheck = `    if (ivars->stopping || ivars->suspended) {
        return;
    }
`;

/** Mistakes in Stop. */
export const stopMutants: readonly Mutant[] = [
  {
    mistake: 'the source is released before its completion',
    of: 'shared',
    edits: [
      [
        chain,
        `        ret = ivars->heartbeatTimer->Cancel(^{ FinishStop(provider); });\n        OSSafeReleaseNULL(ivars->heartbeatTimer);\n`,
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'use after free: the timer source was released before the completion of its Cancel',
  },
  {
    mistake: 'a null completion',
    of: 'shared',
    edits: [[chain, '        (void)ivars->heartbeatTimer->Cancel(nullptr);\n']],
    scenario: 'start, ticks, stop',
    says: 'fault at address 0x10',
  },
  {
    mistake: 'no cancel',
    of: 'shared',
    edits: [[chain, '        OSSafeReleaseNULL(ivars->heartbeatTimer);\n']],
    scenario: 'Stop while a fire is pending',
    says: 'use after free: the timer source was released before its pending fire',
  },
  {
    mistake: 'no cancel, timer on its own queue',
    of: 'dedicated',
    edits: [[longChain, '        OSSafeReleaseNULL(ivars->heartbeatTimer);\n']],
    scenario: 'start, ticks, stop',
    says: 'an armed timer source is released without Cancel',
  },
  {
    mistake: 'SetEnable(false) in place of Cancel',
    of: 'shared',
    edits: [
      [
        chain,
        '        (void)ivars->heartbeatTimer->SetEnable(false);\n        OSSafeReleaseNULL(ivars->heartbeatTimer);\n',
      ],
    ],
    scenario: 'Stop while a fire is pending',
    says: 'use after free: the timer source was released before its pending fire',
  },
  {
    mistake: 'the queue is cancelled, the timer is not',
    of: 'dedicated',
    edits: [
      [
        longChain,
        `        ret = ivars->heartbeatQueue->Cancel(^{
            ivars->defaultQueue->DispatchAsync(^{
                FinishStop(provider);
            });
        });
`,
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'an armed timer source is released without Cancel',
  },
  {
    mistake: 'the queue is released early',
    of: 'dedicated',
    edits: [[longChain, `${longChain}        OSSafeReleaseNULL(ivars->heartbeatQueue);\n`]],
    scenario: 'start, ticks, stop',
    says: 'use after free: ',
  },
  {
    mistake: 'super Stop early',
    of: 'dedicated',
    edits: [
      ['                    FinishStop(provider);\n', ''],
      ['    if (ret != kIOReturnSuccess) { // no timer', '    { // no timer'],
    ],
    scenario: 'Stop during a tick',
    says: 'QuiesceHardware while Heartbeat is running',
  },
  {
    mistake: 'super Stop early, after the quiesce',
    of: 'dedicated',
    edits: [
      ['                    FinishStop(provider);\n', '                    (void)this;\n'],
      ['    if (ret != kIOReturnSuccess) { // no timer', '    { // no timer'],
    ],
    scenario: 'start, ticks, stop',
    says: 'freed',
  },
  {
    mistake: 'super Stop twice',
    of: 'shared',
    edits: [
      [
        '    if (ret != kIOReturnSuccess) { // no timer',
        '    (void)Stop(provider, SUPERDISPATCH);\n    if (ret != kIOReturnSuccess) { // no timer',
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'super Stop is called twice',
  },
  {
    mistake: 'super Stop never',
    of: 'shared',
    edits: [[superStop, '    (void)provider; // the last']],
    scenario: 'start, ticks, stop',
    says: 'super Stop never came',
  },
  {
    mistake: 'super Stop on the timer’s queue',
    of: 'dedicated',
    edits: [
      ['                ivars->defaultQueue->DispatchAsync(^{\n', '                {\n'],
      [
        '                    FinishStop(provider);\n                });\n',
        '                    FinishStop(provider);\n                }\n',
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'not on the Default queue',
  },
  {
    mistake: 'no stopping check',
    of: 'shared',
    edits: [[lateCheck, '    if (ivars->suspended) {\n        return;\n    }\n']],
    scenario: 'Stop while a fire is pending',
    says: 'although QuiesceHardware has run',
  },
  {
    mistake: 'the timer is released in its handler',
    of: 'shared',
    edits: [
      [
        lateCheck,
        '    if (ivars->stopping || ivars->suspended) {\n        OSSafeReleaseNULL(ivars->heartbeatTimer);\n        return;\n    }\n',
      ],
    ],
    scenario: 'Stop while a fire is pending',
    says: 'its handler had returned',
  },
  {
    mistake: 'waiting inside Stop',
    of: 'shared',
    edits: [
      [
        chain,
        `        __block bool done = false;
        ret = ivars->heartbeatTimer->Cancel(^{ done = true; });
        while (!done) {
            IOSleep(1);
        }
        OSSafeReleaseNULL(ivars->heartbeatTimer);
        FinishStop(provider);
`,
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'Default has been blocked for more than 60 s',
  },
  {
    mistake: 'spinning inside Stop',
    of: 'shared',
    edits: [
      [
        chain,
        `        __block volatile bool done = false;
        ret = ivars->heartbeatTimer->Cancel(^{ done = true; });
        while (!done) {
        }
        FinishStop(provider);
`,
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'no end in sight',
  },
  {
    mistake: 'a completion passed to SetEnableWithCompletion and awaited',
    of: 'shared',
    edits: [
      [
        chain,
        `        ret = ivars->heartbeatTimer->SetEnableWithCompletion(false, ^{
            ret_ = ivars->heartbeatTimer->Cancel(^{
                OSSafeReleaseNULL(ivars->heartbeatTimer);
                FinishStop(provider);
            });
        });
`,
      ],
      [
        '    kern_return_t ret = kIOReturnNotReady;\n',
        '    kern_return_t ret = kIOReturnNotReady;\n    __block kern_return_t ret_ = kIOReturnNotReady;\n    (void)ret_;\n',
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'super Stop never came',
  },
  {
    mistake: 'no guard against a second Stop',
    of: 'shared',
    edits: [[guard, guard.replace('        return kIOReturnSuccess;\n', '')]],
    scenario: 'Stop twice',
    says: 'QuiesceHardware is called a second time',
  },
  {
    mistake: 'Stop returns an error while it is under way',
    of: 'shared',
    edits: [
      [
        '    return kIOReturnSuccess; // the kernel waits',
        '    return kIOReturnBusy; // the kernel waits',
      ],
    ],
    scenario: 'start, ticks, stop',
    says: 'the kernel declares the service stopped at once',
  },
];
