import type { NewProjectOptions } from '../../../../core/options/new-project-options.ts';

/** A change of one place in the driver's sources. */
export interface Edit {
  readonly file: 'cpp' | 'iig';
  /** Text that stands exactly once in that file. */
  readonly find: string;
  readonly replace: string;
}

/** An emitted driver with one mistake in it. */
export interface Mutant {
  readonly id: string;
  /** The mistake, in a sentence. */
  readonly title: string;
  /** The rule that it breaks; null where the required order alone forbids it. */
  readonly rule: `DK${number}` | null;
  /** What the project differs in from the plain one of test/support/matrix.ts. */
  readonly options: Partial<NewProjectOptions>;
  readonly edits: readonly Edit[];
  /** What is to catch it: a scenario of Tests/scenarios/all.cpp, and what its failure says. */
  readonly expect: { readonly scenario: string; readonly symptom: RegExp };
}

/**
 * Freed memory is touched: in the model's words, in AddressSanitizer's, in those of its stand-in,
 * or as the trap of the undefined-behaviour checks, which come first in WebAssembly.
 */
export const touchesFreed = /use.after.(free|poison)|the memory is freed|^ {6}trap$/m;

/** The same for a null pointer. */
export const touchesNull = /null pointer|SEGV|Segmentation fault|^ {6}trap$/m;

/** An edit of the driver's .cpp. */
export function inCpp(find: string, replace: string): Edit {
  return { file: 'cpp', find, replace };
}

/**
 * Plants a mutant's mistake in a project.
 *
 * @param rendered texts of the project by path, as `rendered()` gives them for `mutant.options`
 * @returns the same project with the driver's sources changed; `rendered` stays as it is
 * @throws Error when an edit does not match exactly once: the mutant is to be brought up to date
 *   with the templates
 */
export function mutate(
  rendered: ReadonlyMap<string, string>,
  mutant: Pick<Mutant, 'id' | 'edits'>,
): Map<string, string> {
  const changed = new Map(rendered);
  for (const { file, find, replace } of mutant.edits) {
    const path = driverFile(rendered, file);
    const parts = (changed.get(path) ?? '').split(find);
    if (parts.length !== 2) {
      const times = parts.length - 1;
      throw new Error(`mutant ${mutant.id}: found ${times} times, not once, in ${path}: ${find}`);
    }
    changed.set(path, parts.join(replace));
  }
  return changed;
}

/** The path of the driver's only source of a kind. */
function driverFile(rendered: ReadonlyMap<string, string>, ending: string): string {
  const paths = [...rendered.keys()].filter(
    (path) => path.startsWith('Driver/') && path.endsWith(`.${ending}`),
  );
  const [path] = paths;
  if (path === undefined || paths.length > 1) {
    throw new Error(`one .${ending} was expected in Driver/, found: ${paths.join(', ') || 'none'}`);
  }
  return path;
}
