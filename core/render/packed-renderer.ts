import { readFileSync } from 'node:fs';
import type { PackedTemplates } from './packed.ts';
import type { Renderer } from './renderer.ts';
import { runTemplate, type TemplateSource } from './run-template.ts';
import { TemplateError } from './template-error.ts';
import { compiledOnce } from './template-function.ts';

/**
 * Renders from what the build packed: opens one file, and needs no EJS. Of a line it does not know
 * where it came from; nobody asks, as what our own templates write is proved by the build's tests.
 */
export function packedRenderer({ file, places }: PackedTemplates): Renderer {
  let all: Buffer | undefined;

  function bytes(template: string): Buffer | undefined {
    const place = Object.hasOwn(places, template) ? places[template] : undefined;
    if (place === undefined) {
      return undefined;
    }
    all ??= readFileSync(file);
    return all.subarray(...place);
  }

  const templates: TemplateSource = {
    list: (folder) => Object.keys(places).filter((name) => name.startsWith(`${folder}/`)),
    shown: (template) => template,
    find: compiledOnce((template) => bytes(template)?.toString('latin1')),
  };

  return {
    ...templates,
    copy(template) {
      const found = bytes(template);
      if (!found) {
        throw new TemplateError({ template, reason: 'there is no such file' });
      }
      return found;
    },
    render: (template, data) => runTemplate(templates, template, data),
    origins: () => [],
  };
}
