import { readFileSync } from 'node:fs';
import { BETWEEN_TEXTS, type PackedFunction, type PackIndex } from './packed.ts';
import type { Renderer } from './renderer.ts';
import { copyTemplate, runTemplate, type TemplateSource } from './run-template.ts';
import { madeOnce } from './template-function.ts';

/**
 * Renders from what the build packed: opens one file, and needs no EJS. Of a line it does not know
 * where it came from; nobody asks, as what our own templates write is proved by the build's tests.
 */
export function packedRenderer(file: string): Renderer {
  const bytes = readFileSync(file);
  const start = bytes.indexOf('\n') + 1;
  const index = JSON.parse(bytes.toString('utf8', 0, start)) as PackIndex;
  const placeOf = (template: string) =>
    Object.hasOwn(index, template) ? index[template] : undefined;

  const templates: TemplateSource = {
    list: (folder) => Object.keys(index).filter((name) => name.startsWith(`${folder}/`)),
    shown: (template) => template,
    bytes(template) {
      const place = placeOf(template);
      return place && bytes.subarray(start + place[0], start + place[2]);
    },
    find: madeOnce((template) => {
      const place = placeOf(template);
      if (!place) {
        return undefined;
      }
      const [from, code, end] = place;
      const expression = bytes.toString('latin1', start + from, start + code);
      const texts = bytes.toString('utf8', start + code, start + end).split(BETWEEN_TEXTS);
      const run = new Function(`return (${expression})`)() as PackedFunction;
      return (scope, escapeFn) => run(scope, escapeFn, texts);
    }),
  };

  return {
    list: templates.list,
    shown: templates.shown,
    copy: (template) => copyTemplate(templates, template),
    render: (template, data) => runTemplate(templates, template, data),
    origins: () => [],
  };
}
