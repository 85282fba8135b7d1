import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { templateCode } from '../core/render/template-code.ts';
import { listTemplates, ownTemplates, type TemplateRoot } from '../core/render/template-roots.ts';
import { toAscii } from './ascii-output.ts';

const FILE = 'templates.pack';

/**
 * Puts our templates, compiled, into one file beside the code, and where each stands in place of
 * `core/render/packed.ts`. The code is the very same that a run would make of them; a template
 * that does not compile fails the build.
 */
export function packTemplates(): Plugin {
  return {
    name: 'pack-templates',
    load: {
      filter: { id: /core[\\/]render[\\/]packed\.ts$/ },
      handler() {
        const { bytes, places } = packAll(ownTemplates());
        this.emitFile({ type: 'asset', fileName: FILE, source: bytes });
        return {
          // What uses it may be in a chunk, whose folder is below the one with the file.
          code: `export const packed = {
  file: import.meta.dirname.replace(/[\\\\/]chunks$/, '') + ${JSON.stringify(`/${FILE}`)},
  places: ${JSON.stringify(places)},
};\n`,
          moduleType: 'js',
        };
      },
    },
  };
}

function packAll(root: TemplateRoot) {
  const parts: Buffer[] = [];
  const places: Record<string, [number, number]> = {};
  let end = 0;
  for (const template of listTemplates([root], '')) {
    const bytes = readFileSync(path.join(root.folder, template));
    const part = template.endsWith('.ejs') ? codeOf(template, bytes) : bytes;
    places[template] = [end, end + part.length];
    end += part.length;
    parts.push(part);
  }
  return { bytes: Buffer.concat(parts), places };
}

function codeOf(template: string, bytes: Buffer): Buffer {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  return Buffer.from(toAscii(templateCode({ template, text, prepared: text })));
}
