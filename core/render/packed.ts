import type { TemplateFunction } from './template-code.ts';

/** Our own templates as the build puts them into the package's code. */
export interface PackedTemplates {
  /** Compiled templates, in the order in which their line marks were reserved. */
  readonly rendered: readonly {
    readonly template: string;
    readonly lines: number;
    readonly run: TemplateFunction;
  }[];
  /** The text of each file that is copied, by its path in the root. */
  readonly copied: Readonly<Record<string, string>>;
}

/**
 * Null in the sources: there templates are read and compiled from their files as they are used.
 * The build puts all of our own in place of this module, so that a run need not open a hundred
 * files and load EJS before it can write.
 */
export const packed: PackedTemplates | null = null;
