import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { createLineMarks, lineCount, markLines } from '../core/render/line-marks.ts';
import { PARAMETERS, templateCode } from '../core/render/template-code.ts';
import { listTemplates, ownTemplates } from '../core/render/template-roots.ts';

/**
 * Puts our templates, compiled, in place of `core/render/packed.ts`. The code is the very same
 * that a run would make of them; a template that does not compile fails the build.
 */
export function packTemplates(): Plugin {
  return {
    name: 'pack-templates',
    load: {
      filter: { id: /core[\\/]render[\\/]packed\.ts$/ },
      handler: () => ({ code: packedModule(ownTemplates()), moduleType: 'js' }),
    },
  };
}

function packedModule(root: string): string {
  const marks = createLineMarks();
  const rendered: string[] = [];
  const copied: Record<string, string> = {};
  for (const template of listTemplates([root], '')) {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      readFileSync(path.join(root, template)),
    );
    if (!template.endsWith('.ejs')) {
      copied[template] = text;
      continue;
    }
    const lines = lineCount(text);
    const marked = markLines(text, marks.reserve(template, lines));
    const run = `function (${PARAMETERS.join(', ')}) {\n${templateCode({ template, text, marked })}\n}`;
    rendered.push(`{ template: ${JSON.stringify(template)}, lines: ${lines}, run: ${run} }`);
  }
  return `export const packed = {
  rendered: [\n${rendered.join(',\n')}\n],
  copied: ${JSON.stringify(copied)},
};\n`;
}
