import type { ClassModel } from '../dext/model.ts';
import type { Insertion } from '../edit/insertion.ts';
import { timerNames } from '../options/derived-names.ts';
import type { NextStep } from '../show/next-steps.ts';

/** What is left to a person once the timer is in. */
export function stepsAfterAdding(at: {
  readonly driver: ClassModel;
  readonly timer: string;
  readonly insertions: readonly Insertion[];
}): NextStep[] {
  const { driver, insertions } = at;
  const { tick } = timerNames(at.timer);
  const body = insertions.find((it) => it.text.includes(`${driver.name}::${tick}(`));
  const file = body?.file ?? insertions.at(-1)?.file ?? driver.file;
  // The hook comes with the first timer of a class; later ones find it there.
  const hasHook = insertions.some((it) => it.text.includes(`${driver.name}::QuiesceHardware(`));
  const hooks = hasHook ? `${tick} and QuiesceHardware` : tick;
  return [
    { command: `open ${asArgument(file.path)}`, why: `fill in ${hooks}` },
    { command: 'dext-timer check', why: 'now, and after each change' },
  ];
}

/** For a shell to take as one word. */
function asArgument(path: string): string {
  return /^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
