import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { createLineMarks, lineCount, markLines } from '../core/render/line-marks.ts';
import { PARAMETERS, templateCode } from '../core/render/template-code.ts';
import { listTemplates, ownTemplates } from '../core/render/template-roots.ts';

/**
 * Puts our templates, compiled, in place of `core/render/precompiled.ts`. The code is the very
 * same that a run would make of them; a template that does not compile fails the build.
 */
export function precompileTemplates(): Plugin {
  return {
    name: 'precompile-templates',
    load: {
      filter: { id: /core[\\/]render[\\/]precompiled\.ts$/ },
      handler: () => ({ code: precompiledModule(ownTemplates()), moduleType: 'js' }),
    },
  };
}

function precompiledModule(root: string): string {
  const marks = createLineMarks();
  const entries = listTemplates([root], '.')
    .map((template) => template.slice('./'.length))
    .filter((template) => template.endsWith('.ejs'))
    .map((template) => {
      const text = readFileSync(path.join(root, template), 'utf8');
      const lines = lineCount(text);
      const marked = markLines(text, marks.reserve(template, lines));
      const code = templateCode({ template, text, marked });
      const run = `function (${PARAMETERS.join(', ')}) {\n${code}\n}`;
      return `{ template: ${JSON.stringify(template)}, lines: ${lines}, run: ${run} }`;
    });
  return `export const precompiled = [\n${entries.join(',\n')}\n];\n`;
}
