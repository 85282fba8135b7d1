import { type LineMarks, lineCount, markLines } from './line-marks.ts';
import { precompiled } from './precompiled.ts';
import { type TemplateFunction, templateCode, templateFunction } from './template-code.ts';
import { ownTemplates, readTemplate, type TemplateRoots } from './template-roots.ts';

/** Finds templates by name and compiles each of them once. */
export interface TemplateStore {
  /** @returns undefined where no root has the template */
  find(template: string): TemplateFunction | undefined;
}

export function createTemplateStore(at: { roots: TemplateRoots; marks: LineMarks }): TemplateStore {
  const { roots, marks } = at;
  const functions = new Map<string, TemplateFunction>();

  // What the build compiled stands for our own folder, and only where nothing overrides it.
  if (precompiled.length > 0 && roots.length === 1 && roots[0] === ownTemplates()) {
    for (const { template, lines, run } of precompiled) {
      marks.reserve(template, lines);
      functions.set(template, run);
    }
  }

  return {
    find(template) {
      const known = functions.get(template);
      if (known) {
        return known;
      }
      const text = readTemplate(roots, template)?.toString('utf8');
      if (text === undefined) {
        return undefined;
      }
      const marked = markLines(text, marks.reserve(template, lineCount(text)));
      const compiled = templateFunction(templateCode({ template, text, marked }));
      functions.set(template, compiled);
      return compiled;
    },
  };
}
