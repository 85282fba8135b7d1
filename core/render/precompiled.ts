import type { TemplateFunction } from './template-code.ts';

/** One of our own templates, compiled when the package was built. */
export interface PrecompiledTemplate {
  readonly template: string;
  readonly lines: number;
  readonly run: TemplateFunction;
}

/**
 * Our own templates, in the order in which their line marks were reserved. Empty in the sources:
 * there templates are compiled from their files as they are used. The build puts the compiled
 * ones in place of this module, which spares a run the loading of EJS.
 */
export const precompiled: readonly PrecompiledTemplate[] = [];
