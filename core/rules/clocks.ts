import type { EventOf } from '../flow/events.ts';
import type { Tag } from '../flow/values.ts';

/** The clocks of IOTimerDispatchSource by their constants; MachAbsoluteTime is the default too. */
const BASES: ReadonlyMap<bigint, Tag> = new Map([
  [0n, 'uptime'],
  [0xc8n, 'uptime'],
  [0x88n, 'uptime'],
  [0xc4n, 'continuous'],
  [0x84n, 'continuous'],
  [0x80n, 'calendar'],
]);

/** The clock that a timer is armed on; null where we do not know it, or there is no such clock. */
export function clockOf(
  event: EventOf<'arm'>,
): { readonly value: bigint; readonly base: Tag } | null {
  const { clock } = event;
  const base = clock.kind === 'number' ? BASES.get(clock.value) : undefined;
  return clock.kind === 'number' && base ? { value: clock.value, base } : null;
}

/** Whether a clock counts Mach ticks; the others count nanoseconds. */
export function countsTicks(clock: bigint): boolean {
  return clock === 0n || (clock & 0x40n) !== 0n;
}
