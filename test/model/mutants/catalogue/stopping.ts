import { ownQueue, quiesceAtOnce, superStop, teardown, twoTimers } from './emitted.ts';
import { inCpp, type Mutant, touchesFreed } from './mutant.ts';

const guard = `\
    if (ivars->stopping) {
        return kIOReturnSuccess;
    }
`;

/** Super Stop: once, last, and waited for. */
export const stopMutants: readonly Mutant[] = [
  {
    id: 'super-stop-early',
    title: 'Stop cancels the timer and calls super Stop without waiting for the completion.',
    rule: 'DK09',
    options: ownQueue,
    edits: [
      teardown(
        `\
        (void)ivars->heartbeatTimer->Cancel(^{
            OSSafeReleaseNULL(ivars->heartbeatTimer);
        });
`,
        'dedicated',
      ),
    ],
    expect: { scenario: 'Stop during a tick', symptom: /DK12/ },
  },
  {
    id: 'super-stop-twice',
    title: 'Super Stop is called in the completion and at the end of Stop.',
    rule: 'DK08',
    options: {},
    edits: [
      inCpp(
        '    if (ret != kIOReturnSuccess) { // no timer to wait for\n',
        '    if (ret != kIOReturnSuccess || ivars->stopping) {\n',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /super Stop is called twice/ },
  },
  {
    id: 'super-stop-never',
    title: 'The completion releases the timer and forgets super Stop.',
    rule: 'DK08',
    options: {},
    edits: [
      teardown(`\
        ret = ivars->heartbeatTimer->Cancel(^{
            OSSafeReleaseNULL(ivars->heartbeatTimer);
        });
`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /super Stop never came/ },
  },
  {
    id: 'super-stop-without-dispatch',
    title: 'super::Stop(provider) stands where Stop(provider, SUPERDISPATCH) should.',
    rule: 'DK47',
    options: {},
    edits: [inCpp(superStop, '    (void)super::Stop(provider);')],
    expect: { scenario: 'start, ticks, stop', symptom: /super Stop never came/ },
  },
  {
    id: 'stop-returns-error',
    title: 'Stop returns an error to say that the completion is still to come.',
    rule: 'DK41',
    options: {},
    edits: [
      inCpp(
        '    return kIOReturnSuccess; // the kernel',
        '    return kIOReturnBusy; // the kernel',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /Stop returned 0x/ },
  },
  {
    id: 'second-stop-not-guarded',
    title: 'Stop does not notice that it is called a second time.',
    rule: 'DK07',
    options: {},
    edits: [inCpp(guard, '')],
    expect: { scenario: 'Stop twice', symptom: /QuiesceHardware is called a second time/ },
  },
  {
    id: 'ivars-used-after-super-stop',
    title: "Super Stop is called from the timer's queue, and an ivar is written behind it.",
    rule: 'DK10',
    options: ownQueue,
    edits: [
      teardown(
        `\
        ret = ivars->heartbeatTimer->Cancel(^{
            (void)ivars->heartbeatQueue->Cancel(^{
                ivars->defaultQueue->DispatchSync(^{
                    OSSafeReleaseNULL(ivars->heartbeatTimer);
                    QuiesceHardware(provider);
                });
                (void)Stop(provider, SUPERDISPATCH);
                ivars->hardwareTouched = false;
            });
        });
`,
        'dedicated',
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: touchesFreed },
  },
  {
    id: 'dispatch-after-super-stop',
    title: 'The timer is released in a block that is queued behind super Stop, and so is dropped.',
    rule: 'DK38',
    options: {},
    edits: [
      teardown(`\
        ret = ivars->heartbeatTimer->Cancel(^{
            FinishStop(provider);
            ivars->defaultQueue->DispatchAsync(^{
                OSSafeReleaseNULL(ivars->heartbeatTimer);
            });
        });
`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /the driver was never freed/ },
  },
  {
    id: 'second-timer-forgotten',
    title: 'A second timer was added to the class, and Stop cancels the first one only.',
    rule: 'DK06',
    options: twoTimers,
    edits: [inCpp('if (ivars->pollTimer) {', 'if (ivars->pollTimer && !ivars->stopping) {')],
    expect: { scenario: 'Stop during a tick', symptom: /DK12/ },
  },
  {
    id: 'count-starts-at-zero',
    title: "Stop does not count itself, so one of two timers' completions ends it for both.",
    rule: 'DK09',
    options: twoTimers,
    edits: [inCpp('ivars->timersLeft = 1;', 'ivars->timersLeft = 0;')],
    expect: { scenario: 'Stop during a tick', symptom: /DK12/ },
  },
  {
    id: 'quiesce-forgotten',
    title: 'Stop ends the timer and leaves the hardware running.',
    rule: 'DK11',
    options: {},
    edits: [inCpp(quiesceAtOnce, '')],
    expect: { scenario: 'start, ticks, stop', symptom: /super Stop before QuiesceHardware/ },
  },
];
