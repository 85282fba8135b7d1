import type { FlowEvent } from '../flow/events.ts';
import type { TrackedObject } from '../flow/objects.ts';
import { after } from '../rules/timers.ts';
import type { Fix, Found } from './fix.ts';
import { callAt, eventsAt, textOf } from './places.ts';

/**
 * DK04: a null handler becomes an empty block. Only where nothing comes behind the Cancel that
 * would have to wait for it: a release or super Stop belongs into the block, and where exactly is
 * for a person to say.
 */
export function passEmptyBlock(found: Found): Fix | null {
  const { file } = found;
  const seen = eventsAt(found, 'cancel');
  const [first] = seen;
  const call = first && callAt(file, first.event.site);
  const [handler, ...more] = call?.args ?? [];
  const isLonely = seen.every(
    ({ run, event }) =>
      event.completion === 'null' && !after(run, event).some((it) => dependsOn(it, event.object)),
  );
  if (
    !handler ||
    more.length > 0 ||
    !isLonely ||
    !/^(?:nullptr|NULL|0|\{\s*\})$/.test(textOf(file, handler))
  ) {
    return null;
  }
  return {
    rule: 'DK04',
    title: 'Cancel gets an empty block',
    edits: [{ file, start: handler.start, end: handler.end, text: '^{}' }],
  };
}

/** Whether something may not come before a cancellation is through. */
function dependsOn(event: FlowEvent, object: TrackedObject): boolean {
  switch (event.kind) {
    case 'release':
      return event.object === object;
    case 'super':
      return event.method === 'Stop' || event.method === 'free';
    case 'escape':
      return event.object === object;
    case 'delete-ivars':
      return true;
    default:
      return false;
  }
}
