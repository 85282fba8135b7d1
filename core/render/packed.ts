import type { TemplateFunction } from './template-code.ts';

/** Our own templates as the build puts them into the package's code. */
export interface PackedTemplates {
  /** Compiled templates, by their path in the root. */
  readonly rendered: Readonly<Record<string, TemplateFunction>>;
  /** The text of each file that is copied, by its path in the root. */
  readonly copied: Readonly<Record<string, string>>;
}

/**
 * Null in the sources: there templates are read and compiled from their files as they are used.
 * The build puts all of our own in place of this module, so that a run need not open a hundred
 * files and load EJS before it can write.
 */
export const packed: PackedTemplates | null = null;
