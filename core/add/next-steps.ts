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
  // Where the class has the hook already, a person has filled it in, or our earlier step said so.
  const hooks = driver.methods.has('QuiesceHardware') ? tick : `${tick} and QuiesceHardware`;
  return [
    { command: `open ${asArgument(file.path)}`, why: `fill in ${hooks}` },
    { command: 'dext-timer check', why: 'now, and after each change' },
  ];
}

/** For a shell to take as one word. */
function asArgument(path: string): string {
  return /^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
