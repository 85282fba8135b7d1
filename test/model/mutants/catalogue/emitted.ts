/**
 * Statements of the emitted driver that several mutants take out or rebuild, and the projects that
 * emit them. The statements are those of a timer named Heartbeat.
 */

import type { NewProjectOptions } from '../../../../core/options/new-project-options.ts';
import { timer } from '../../../support/matrix.ts';
import { type Edit, inCpp } from './mutant.ts';

export const ownQueue: Partial<NewProjectOptions> = { timers: [timer({ queue: 'dedicated' })] };
export const oneShot: Partial<NewProjectOptions> = { timers: [timer({ mode: 'one-shot' })] };
export const twoTimers: Partial<NewProjectOptions> = {
  timers: [timer(), timer({ name: 'Poll', queue: 'dedicated' })],
};
export const usb: Partial<NewProjectOptions> = {
  provider: 'usb-device',
  vendorId: 0x05ac,
  productId: 0x8005,
};
export const pci: Partial<NewProjectOptions> = { ...usb, provider: 'pci' };

/** Stop's wait for the timer, where it ticks on the Default queue. */
export const cancelOnDefault = `\
        ret = ivars->heartbeatTimer->Cancel(^{
            OSSafeReleaseNULL(ivars->heartbeatTimer);
            FinishStop(provider);
        });
`;

/** Stop's wait for the timer, where it ticks on a queue of its own. */
export const cancelOnOwnQueue = `\
        ret = ivars->heartbeatTimer->Cancel(^{
            (void)ivars->heartbeatQueue->Cancel(^{
                ivars->defaultQueue->DispatchAsync(^{
                    OSSafeReleaseNULL(ivars->heartbeatTimer);
                    FinishStop(provider);
                });
            });
        });
`;

/** Stop's quiesce, where the timer ticks on the Default queue. */
export const quiesceAtOnce = `\
    if (ivars->hardwareTouched) {
        QuiesceHardware(provider); // at once: on the same queue no tick can overlap it (DK12)
    }
`;

/** FinishStop's quiesce, where the timer ticks on a queue of its own. */
export const quiesceAtEnd = `\
    if (ivars->hardwareTouched) {
        QuiesceHardware(provider); // no tick can overlap it any more (DK12)
    }
`;

export const superStop = '    (void)Stop(provider, SUPERDISPATCH);';

export const setHandler = '    ret = ivars->heartbeatTimer->SetHandler(action);\n';
export const releaseAction =
  '    OSSafeReleaseNULL(action); // once, on success and on failure (DK03)\n';

/** The end of a failed Start with one timer. */
export const releaseNeverArmed =
  '    OSSafeReleaseNULL(ivars->heartbeatTimer); // never armed: there is nothing to cancel\n';

/** Adds a member to the ivars. */
export function ivar(declaration: string): Edit {
  const first = '    IODispatchQueue *defaultQueue;\n';
  return inCpp(first, `${first}    ${declaration}\n`);
}

/** Takes the place of Stop's wait for the timer; on a queue of its own with `dedicated`. */
export function teardown(replace: string, queue: 'default' | 'dedicated' = 'default'): Edit {
  return inCpp(queue === 'default' ? cancelOnDefault : cancelOnOwnQueue, replace);
}
