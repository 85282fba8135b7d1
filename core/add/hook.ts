import type { EventOf } from '../flow/events.ts';
import { TIMER } from '../flow/objects.ts';
import { eventsOf } from '../rules/timers.ts';
import { positionOf } from '../source/source-file.ts';
import type { Life } from './life.ts';

/**
 * Where the class makes a timer of its own that ticks beside the Default queue. Stop ends it
 * sometime, and not before the hook QuiesceHardware would be called.
 */
export function timerElsewhere({ analysis, defaultQueue }: Life): EventOf<'create'> | undefined {
  return analysis.runs
    .flatMap((run) => eventsOf(run, 'create'))
    .find((it) => it.object.type === TIMER && it.on !== defaultQueue);
}

/** Tells a person that there is no hook, and why. */
export function noHookFor({ site }: EventOf<'create'>): string {
  const { line } = positionOf(site.file, site.start);
  return `${site.file.path}:${line}: QuiesceHardware is left out: this timer may tick on another queue while the hook runs; silence the hardware in Stop, once that timer has ended (DK12)`;
}
