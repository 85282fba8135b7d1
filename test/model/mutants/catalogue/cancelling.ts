import { ivar, oneShot, ownQueue, quiesceAtOnce, teardown } from './emitted.ts';
import { inCpp, type Mutant, touchesFreed } from './mutant.ts';

/** How the timer source ends: its Cancel, the completion, and the release. */
export const cancelMutants: readonly Mutant[] = [
  {
    id: 'timer-released-at-once',
    title: 'The timer is released right behind Cancel, not in the completion.',
    rule: 'DK05',
    options: {},
    edits: [
      teardown(`\
        ret = ivars->heartbeatTimer->Cancel(^{
            FinishStop(provider);
        });
        OSSafeReleaseNULL(ivars->heartbeatTimer);
`),
    ],
    expect: {
      scenario: 'start, ticks, stop',
      symptom: /the completion of its Cancel \(address 0x8\)/,
    },
  },
  {
    id: 'cancel-null',
    title: 'Cancel gets no completion; a block that is queued behind it does the rest.',
    rule: 'DK04',
    options: {},
    edits: [
      teardown(`\
        ret = ivars->heartbeatTimer->Cancel(nullptr);
        ivars->defaultQueue->DispatchAsync(^{
            OSSafeReleaseNULL(ivars->heartbeatTimer);
            FinishStop(provider);
        });
`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /fault at address 0x10/ },
  },
  {
    id: 'never-cancelled',
    title: 'Stop leaves the timer to free(), armed as it is.',
    rule: 'DK06',
    options: {},
    edits: [teardown('')],
    expect: { scenario: 'start, ticks, stop', symptom: /the driver was never freed/ },
  },
  {
    id: 'released-without-cancel',
    title: 'Stop releases the timer without Cancel, although a fire may wait on its own queue.',
    rule: 'DK06',
    options: ownQueue,
    edits: [teardown('        OSSafeReleaseNULL(ivars->heartbeatTimer);\n', 'dedicated')],
    expect: {
      scenario: 'Stop while a fire is pending',
      symptom: touchesFreed,
    },
  },
  {
    id: 'set-enable-false-only',
    title: 'SetEnable(false) takes the place of Cancel, as if it were a barrier.',
    rule: 'DK15',
    options: {},
    edits: [
      teardown(`\
        (void)ivars->heartbeatTimer->SetEnable(false);
        OSSafeReleaseNULL(ivars->heartbeatTimer);
`),
    ],
    expect: {
      scenario: 'Stop while a fire is pending',
      symptom: /the timer source was released before its pending fire/,
    },
  },
  {
    id: 'waits-for-set-enable',
    title: 'Cancel is left to the completion of SetEnableWithCompletion, which is never called.',
    rule: 'DK14',
    options: {},
    edits: [
      teardown(`\
        ret = ivars->heartbeatTimer->SetEnableWithCompletion(false, ^{
            (void)ivars->heartbeatTimer->Cancel(^{
                OSSafeReleaseNULL(ivars->heartbeatTimer);
                FinishStop(provider);
            });
        });
`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /super Stop never came/ },
  },
  {
    id: 'one-timer-cancelled-twice',
    title: 'Two completions are counted, but both are of the same timer: one of them never runs.',
    rule: 'DK07',
    options: {},
    edits: [
      ivar('uint32_t completionsLeft;'),
      teardown(`\
        void (^done)(void) = ^{
            if (--ivars->completionsLeft == 0) {
                OSSafeReleaseNULL(ivars->heartbeatTimer);
                FinishStop(provider);
            }
        };

        ivars->completionsLeft = 2;
        (void)ivars->heartbeatTimer->Cancel(done);
        ret = ivars->heartbeatTimer->Cancel(done);
`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /super Stop never came/ },
  },
  {
    id: 'waits-in-stop',
    title: 'Stop sleeps in a loop for the completion, on the queue that the completion needs.',
    rule: 'DK13',
    options: {},
    edits: [
      ivar('bool heartbeatGone;'),
      teardown(`\
        (void)ivars->heartbeatTimer->Cancel(^{
            ivars->heartbeatGone = true;
        });
        while (!ivars->heartbeatGone) {
            IOSleep(10);
        }
        OSSafeReleaseNULL(ivars->heartbeatTimer);
`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /has been blocked for more than 60 s/ },
  },
  {
    id: 'timer-released-in-handler',
    title: 'A one-shot handler releases its timer: it will not be needed again.',
    rule: 'DK18',
    options: oneShot,
    edits: [
      inCpp(
        '\n    HeartbeatTick();\n',
        '\n    HeartbeatTick();\n    OSSafeReleaseNULL(ivars->heartbeatTimer);\n',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /its handler had returned/ },
  },
  {
    id: 'timer-kept-until-free',
    title: 'The completion leaves the release to free(), which an action that retains us forbids.',
    rule: null,
    options: {},
    edits: [teardown('        ret = ivars->heartbeatTimer->Cancel(^{ FinishStop(provider); });\n')],
    expect: { scenario: 'start, ticks, stop', symptom: /the driver was never freed/ },
  },
  {
    id: 'flag-set-in-completion',
    title: 'The stopping flag is set in the completion: too late for a tick that is queued before.',
    rule: 'DK20',
    options: {},
    edits: [
      inCpp(`    ivars->stopping = true;\n${quiesceAtOnce}`, quiesceAtOnce),
      teardown(`\
        ret = ivars->heartbeatTimer->Cancel(^{
            ivars->stopping = true;
            OSSafeReleaseNULL(ivars->heartbeatTimer);
            FinishStop(provider);
        });
`),
    ],
    expect: {
      scenario: 'Stop while a fire is pending',
      symptom: /although QuiesceHardware has run/,
    },
  },
];
