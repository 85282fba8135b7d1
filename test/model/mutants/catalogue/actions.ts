import { ivar, oneShot, releaseAction, setHandler, superStop, teardown } from './emitted.ts';
import { inCpp, type Mutant, touchesFreed } from './mutant.ts';

const keep = [
  ivar('OSAction *heartbeatAction;'),
  inCpp(releaseAction, '    ivars->heartbeatAction = action;\n'),
];

const release = 'OSSafeReleaseNULL(ivars->heartbeatAction);';

/** Who owns the timer's action, and who may cancel it. */
export const actionMutants: readonly Mutant[] = [
  {
    id: 'action-cancelled-first',
    title: 'The action is kept in ivars, and Stop cancels it before the timer, as a sample does.',
    rule: 'DK01',
    options: {},
    edits: [
      ...keep,
      teardown(`\
        (void)ivars->heartbeatAction->Cancel(^{});
        ret = ivars->heartbeatTimer->Cancel(^{
            OSSafeReleaseNULL(ivars->heartbeatTimer);
            FinishStop(provider);
        });
`),
      inCpp(superStop, `    ${release}\n${superStop}`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /OSAction::Cancel was called/ },
  },
  {
    id: 'action-cancelled-last',
    title: 'The action is kept in ivars, and super Stop waits for its cancellation, too.',
    rule: 'DK01',
    options: {},
    edits: [
      ...keep,
      teardown(`\
        ret = ivars->heartbeatTimer->Cancel(^{
            OSSafeReleaseNULL(ivars->heartbeatTimer);
            (void)ivars->heartbeatAction->Cancel(^{
                FinishStop(provider);
            });
        });
`),
      inCpp(superStop, `    ${release}\n${superStop}`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /OSAction::Cancel was called/ },
  },
  {
    id: 'action-cancelled-after-super-stop',
    title:
      'The action is cancelled behind super Stop, and the completion that releases it is lost.',
    rule: 'DK01',
    options: {},
    edits: [
      ...keep,
      teardown(`\
        ret = ivars->heartbeatTimer->Cancel(^{
            OSAction *action = ivars->heartbeatAction;

            OSSafeReleaseNULL(ivars->heartbeatTimer);
            FinishStop(provider);
            (void)action->Cancel(^{ action->release(); });
        });
`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /OSAction::Cancel was called/ },
  },
  {
    id: 'action-leaked',
    title: 'The reference of CreateAction is never released.',
    rule: 'DK03',
    options: {},
    edits: [inCpp(releaseAction, '')],
    expect: { scenario: 'start, ticks, stop', symptom: /leak/ },
  },
  {
    id: 'action-leaked-on-failure',
    title: 'The action is released on success only: a SetHandler that fails leaks it.',
    rule: 'DK03',
    options: {},
    edits: [
      inCpp(releaseAction, ''),
      inCpp(
        '    return ivars->heartbeatTimer->SetEnable(true);\n',
        '    OSSafeReleaseNULL(action);\n    return ivars->heartbeatTimer->SetEnable(true);\n',
      ),
    ],
    expect: { scenario: 'each call of Start fails', symptom: /leak/ },
  },
  {
    id: 'action-released-twice',
    title: "The action is released once too often: the source's own reference goes.",
    rule: 'DK03',
    options: {},
    edits: [inCpp(releaseAction, `    action->release();\n${releaseAction}`)],
    expect: { scenario: 'start, ticks, stop', symptom: touchesFreed },
  },
  {
    id: 'action-released-in-handler',
    title: 'A one-shot handler releases the action that it is called with.',
    rule: 'DK03',
    options: oneShot,
    edits: [
      inCpp('Heartbeat_Impl(OSAction *, uint64_t)', 'Heartbeat_Impl(OSAction *action, uint64_t)'),
      inCpp('\n    HeartbeatTick();\n', '\n    HeartbeatTick();\n    action->release();\n'),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: touchesFreed },
  },
  {
    id: 'null-action',
    title: 'The action is released before SetHandler, which then gets a null pointer.',
    rule: 'DK28',
    options: {},
    edits: [
      inCpp(releaseAction, ''),
      inCpp(setHandler, `    OSSafeReleaseNULL(action);\n${setHandler}`),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: /SetHandler does not check/ },
  },
];
