/** Our own templates as the build packs them: one file of bytes, and what stands where in it. */
export interface PackedTemplates {
  /** Absolute path of that file. */
  readonly file: string;
  /**
   * First byte and end of each template, by its path in the root, sorted. What is rendered stands
   * there as the code of its function, in ASCII; what is copied byte for byte.
   */
  readonly places: Readonly<Record<string, readonly [from: number, to: number]>>;
}

/**
 * Null in the sources: there templates are read and compiled from their files as they are used.
 * The build puts all of our own in place of this module, so that a run need not open a hundred
 * files and load EJS before it can write. They are not part of the code: V8 would have to scan
 * all of it, and a run uses half.
 */
export const packed: PackedTemplates | null = null;
