/**
 * Absolute path of the file that the build makes of our templates of a new project, so that a run
 * need not open a hundred files and load EJS before it can write. The build sets it. In the sources
 * it is null: there templates are read and compiled from their files as they are used.
 */
export const packedFile: string | null = null;

/** What the file begins with, as JSON in a line of its own: where each template stands behind it. */
export type PackIndex = Readonly<Record<string, PackedPlace>>;

/**
 * First byte of a template, from the end of that line; the end of its code and of its texts, where
 * it is rendered, or twice the end of its bytes, where it is copied. Templates are sorted.
 */
export type PackedPlace = readonly [from: number, code: number, end: number];

/** What separates the texts of a template in the file. */
export const BETWEEN_TEXTS = '\0';

/**
 * What the code of a template in the file is: an expression that gives this function. Its texts
 * are not in it, as V8 would take longer to read them there.
 */
export type PackedFunction = (
  scope: object,
  escapeFn: (value: unknown) => string,
  texts: readonly string[],
) => string;
