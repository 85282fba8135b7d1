import type { ClassModel, Definition } from '../dext/model.ts';
import type { Site } from '../flow/events.ts';
import { TIMER } from '../flow/objects.ts';
import { definitionsIn } from '../flow/relevance.ts';
import { eventsOf, isTimerHandler } from '../rules/timers.ts';
import { positionOf } from '../source/source-file.ts';
import { childIn, descend } from '../source/syntax.ts';
import type { Life } from './life.ts';

const CREATES = /^(?:::\s*)?IOTimerDispatchSource\s*::\s*Create(?:WithTypeName)?$/;

/**
 * Where the class makes a timer of its own that ticks beside the Default queue. Stop ends it
 * sometime, and not before the hook QuiesceHardware would be called. One that is made where the
 * life of the class was not followed may be such a timer.
 */
export function timerElsewhere({ subject, analysis, defaultQueue }: Life): Site | undefined {
  const seen = analysis.runs
    .flatMap((run) => eventsOf(run, 'create'))
    .filter((it) => it.object.type === TIMER);
  const elsewhere = seen.find((it) => it.on !== defaultQueue);
  const reached = new Set(seen.map(({ site }) => placeOf(site)));
  return (
    elsewhere?.site ??
    [...definitionsIn(subject.dext)]
      .filter((it) => isOf(analysis.model, it, subject.dext.classes))
      .flatMap(creationsIn)
      .find((it) => !reached.has(placeOf(it)))
  );
}

/** Tells a person that there is no hook, and why. */
export function noHookFor(site: Site): string {
  const { line } = positionOf(site.file, site.start);
  return `${site.file.path}:${line}: QuiesceHardware is left out: this timer may tick on another queue while the hook runs; silence the hardware in Stop, once that timer has ended (DK12)`;
}

/**
 * Whether a body can make a timer of a class: its own, and where it has handlers for timers also
 * what is no driver's own.
 */
function isOf(model: ClassModel, { className }: Definition, all: readonly ClassModel[]): boolean {
  if (className === model.name || className === model.base) {
    return true;
  }
  const hasHandler = [...model.methods.values()].some((it) => it.declarations.some(isTimerHandler));
  return hasHandler && all.find((it) => it.name === className)?.kind !== 'iig';
}

function creationsIn({ file, body, className, name }: Definition): Site[] {
  return [...descend(body)].flatMap((node) => {
    const callee = node.type === 'call_expression' && childIn(node, 'function');
    const { start, end } = node;
    return callee && CREATES.test(file.text.slice(callee.start, callee.end))
      ? [{ file, start, end, within: `${className ?? ''}::${name}` }]
      : [];
  });
}

function placeOf({ file, start }: Site): string {
  return `${file.path}:${start}`;
}
