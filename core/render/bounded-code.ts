/** Longest text that one template may make, in UTF-16 units: far more than any source file. */
const MAX_OUTPUT = 1_048_576;

/** How EJS adds to the output, in all code that it makes. */
const APPEND = '__output += s';

/**
 * Puts a bound on what a template's code may print, so that a loop which does not end is told as
 * such before the memory is used up.
 *
 * @param code as `templateCode` makes it
 */
export function boundedCode(code: string): string {
  if (!code.includes(APPEND)) {
    throw new Error('EJS adds to the output in another way than it did');
  }
  return code.replace(
    APPEND,
    `if ((${APPEND}).length > ${MAX_OUTPUT}) throw new Error("more than ${MAX_OUTPUT} characters come out of it; does a loop never end?")`,
  );
}
