import { ownQueue, teardown } from './emitted.ts';
import { inCpp, type Mutant } from './mutant.ts';

/** The timer's own queue: how long it lives, and what may wait for it. */
export const queueMutants: readonly Mutant[] = [
  {
    id: 'queue-cancelled-only',
    title: 'Only the queue is cancelled; the timer goes on firing into it.',
    rule: 'DK16',
    options: ownQueue,
    edits: [
      teardown(
        `\
        ret = ivars->heartbeatQueue->Cancel(^{
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->heartbeatTimer);
                FinishStop(provider);
            });
        });
`,
        'dedicated',
      ),
    ],
    expect: {
      scenario: 'start, ticks, stop',
      symptom: /armed timer source is released without Cancel/,
    },
  },
  {
    id: 'queue-cancel-null',
    title: "The queue's Cancel gets no completion.",
    rule: 'DK04',
    options: ownQueue,
    edits: [
      teardown(
        `\
        ret = ivars->heartbeatTimer->Cancel(^{
            (void)ivars->heartbeatQueue->Cancel(nullptr);
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->heartbeatTimer);
                FinishStop(provider);
            });
        });
`,
        'dedicated',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /fault at address 0x10/ },
  },
  {
    id: 'queue-released-in-stop',
    title: "Stop releases the timer's queue while the timer is still to be cancelled on it.",
    rule: 'DK17',
    options: ownQueue,
    edits: [
      teardown(
        `\
        ret = ivars->heartbeatTimer->Cancel(^{
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->heartbeatTimer);
                FinishStop(provider);
            });
        });
        OSSafeReleaseNULL(ivars->heartbeatQueue);
`,
        'dedicated',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /queue AcmeDriver\.Heartbeat was released/ },
  },
  {
    id: 'queue-released-in-completion',
    title: 'The completion releases the queue that it runs on; DriverKit looks at it once more.',
    rule: 'DK17',
    options: ownQueue,
    edits: [
      teardown(
        `\
        ret = ivars->heartbeatTimer->Cancel(^{
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->heartbeatTimer);
                FinishStop(provider);
            });
            OSSafeReleaseNULL(ivars->heartbeatQueue);
        });
`,
        'dedicated',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /use after free: the queue was released/ },
  },
  {
    id: 'finishes-on-timer-queue',
    title: "The chain does not return to the Default queue: quiesce runs on the timer's.",
    rule: 'DK11',
    options: ownQueue,
    edits: [
      teardown(
        `\
        ret = ivars->heartbeatTimer->Cancel(^{
            (void)ivars->heartbeatQueue->Cancel(^{
                OSSafeReleaseNULL(ivars->heartbeatTimer);
                FinishStop(provider);
            });
        });
`,
        'dedicated',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /not on the Default queue/ },
  },
  {
    id: 'tick-waits-for-default',
    title: 'A tick on its own queue calls synchronously into Default, where SetPowerState waits.',
    rule: 'DK26',
    options: ownQueue,
    edits: [
      inCpp(
        '\n    HeartbeatTick();\n',
        '\n    ivars->defaultQueue->DispatchSync(^{ HeartbeatTick(); });\n',
      ),
    ],
    expect: { scenario: 'sleep and wake', symptom: /deadlock/ },
  },
];
