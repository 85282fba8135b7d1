import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import type { PackedPlace } from '../core/render/packed.ts';
import { listTemplates, ownTemplates, type TemplateRoot } from '../core/render/template-roots.ts';
import { packedTemplate } from './packed-template.ts';

const FILE = 'templates.pack';

/**
 * Puts our templates, compiled, into one file beside the code, in the form that
 * `core/render/packed.ts` describes. A template that does not compile fails the build.
 */
export function packTemplates(): Plugin {
  return {
    name: 'pack-templates',
    transform: {
      filter: { id: /core[\\/]render[\\/]packed\.ts$/ },
      handler(code) {
        this.emitFile({ type: 'asset', fileName: FILE, source: packAll(ownTemplates()) });
        // What uses it may be in a chunk, whose folder is below the one with the file.
        const file = `import.meta.dirname.replace(/[\\\\/]chunks$/, '') + ${JSON.stringify(`/${FILE}`)}`;
        const set = code.replace(/(packedFile\b[^=]*= )null/, (_, start) => start + file);
        if (set === code) {
          throw new Error('core/render/packed.ts has no packedFile that is null');
        }
        return { code: set };
      },
    },
  };
}

/** The file: an index, and all templates of a root that make a new project. */
export function packAll(root: TemplateRoot): Buffer {
  const parts: Buffer[] = [];
  const index: Record<string, PackedPlace> = {};
  let from = 0;
  const templates = listTemplates([root], '').filter((it) => !it.startsWith('add/'));
  for (const template of templates) {
    const bytes = readFileSync(path.join(root.folder, template));
    const { code, texts } = template.endsWith('.ejs')
      ? packedTemplate(template, bytes)
      : { code: bytes, texts: Buffer.alloc(0) };
    const end = from + code.length + texts.length;
    index[template] = [from, from + code.length, end];
    parts.push(code, texts);
    from = end;
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...parts]);
}
