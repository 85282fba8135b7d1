import type { Example } from '../rules/rule.ts';

/** The files and, in them, the parts in which one example differs from another. */
export interface Differing {
  readonly wrong: Example;
  readonly right: Example;
}

/**
 * Leaves out what two examples share: whole files, and in the others whole declarations and
 * functions. What an engineer wants to see is the method in question, not a class around it.
 */
export function whatDiffers(of: { readonly bad: Example; readonly good: Example }): Differing {
  return { wrong: without(of.bad, of.good), right: without(of.good, of.bad) };
}

function without(example: Example, other: Example): Example {
  return Object.fromEntries(
    Object.entries(example).flatMap(([name, text]) => {
      const shared = new Set(parts(other[name] ?? ''));
      const own = parts(text).filter((part) => !shared.has(part));
      return own.length === 0 ? [] : [[name, `${own.join('\n\n')}\n`]];
    }),
  );
}

/** The parts of a source: what a blank line with code at the margin behind it sets apart. */
function parts(text: string): string[] {
  return text
    .trim()
    .split(/\n\n+(?=\S)/)
    .map((part) => part.trimEnd());
}
