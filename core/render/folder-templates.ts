import { boundedCode } from './bounded-code.ts';
import type { TemplateSource } from './run-template.ts';
import { templateCode, textOf } from './template-code.ts';
import { madeOnce, templateFunction } from './template-function.ts';
import {
  listTemplates,
  readTemplate,
  shownTemplate,
  type TemplateRoots,
} from './template-roots.ts';

/**
 * Templates in their files; the first root that has one provides it.
 *
 * @param at.prepare gives the text that is compiled for the text of a template
 */
export function folderTemplates(at: {
  readonly roots: TemplateRoots;
  readonly prepare: (template: string, text: string) => string;
}): TemplateSource {
  const { roots, prepare } = at;
  return {
    list: (folder) => listTemplates(roots, folder),
    bytes: (template) => readTemplate(roots, template),
    shown: (template) => shownTemplate(roots, template),
    find: madeOnce((template) => {
      const bytes = readTemplate(roots, template);
      if (!bytes) {
        return undefined;
      }
      const text = asLines(roots, template, textOf(template, bytes));
      const prepared = prepare(template, text);
      return templateFunction(boundedCode(templateCode({ template, text, prepared })));
    }),
  };
}

/**
 * Where ours ends in a line break, so does a team's: an editor may leave the last one out, and the
 * next line would go on behind it.
 */
function asLines(roots: TemplateRoots, template: string, text: string): string {
  const own = roots.at(-1);
  const isLines =
    text === '' || text.endsWith('\n') || own === undefined || roots.length === 1
      ? false
      : readTemplate([own], template)?.at(-1) === 0x0a;
  return isLines ? `${text}\n` : text;
}
