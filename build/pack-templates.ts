import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
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
  const rendered: string[] = [];
  const copied: Record<string, string> = {};
  for (const template of listTemplates([root], '')) {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      readFileSync(path.join(root, template)),
    );
    if (template.endsWith('.ejs')) {
      const code = templateCode({ template, text, prepared: text });
      rendered.push(`${JSON.stringify(template)}(${PARAMETERS.join(', ')}) {\n${code}\n}`);
    } else {
      copied[template] = text;
    }
  }
  return `export const packed = {
  rendered: {\n${rendered.join(',\n')}\n},
  copied: ${JSON.stringify(copied)},
};\n`;
}
