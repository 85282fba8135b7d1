import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { packAll } from '../../build/pack-templates.ts';
import { packedTemplate } from '../../build/packed-template.ts';
import { renderTemplates } from '../../core/plan/render-new-project.ts';
import { packedRenderer } from '../../core/render/packed-renderer.ts';
import { createRenderer, type Renderer } from '../../core/render/renderer.ts';
import { ownTemplates } from '../../core/render/template-roots.ts';
import { matrix, project, timer } from '../support/matrix.ts';
import { templateRoot } from '../support/template-root.ts';

/** The renderer of a pack that is made of these templates, and the one of their folder. */
function both(templates: Record<string, string>): { packed: Renderer; folder: Renderer } {
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(templates)) {
    mkdirSync(path.join(folder, 'root', path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, 'root', name), text);
  }
  const root = templateRoot(path.join(folder, 'root'));
  const file = path.join(folder, 'templates.pack');
  writeFileSync(file, packAll(root));
  return { packed: packedRenderer(file), folder: createRenderer([root]) };
}

describe('what the build packs', () => {
  let packed: Renderer;
  const folder = createRenderer();

  beforeAll(() => {
    const place = mkdtempSync(path.join(tmpdir(), 'pack-'));
    writeFileSync(path.join(place, 'templates.pack'), packAll(ownTemplates()));
    packed = packedRenderer(path.join(place, 'templates.pack'));
    return () => rmSync(place, { recursive: true });
  });

  const several = [timer(), timer({ name: 'Poll', queue: 'dedicated', mode: 'one-shot' })];
  it.each([...matrix(), { title: 'two timers', options: project({ timers: several }) }])(
    'makes the files that the templates make: $title',
    ({ options }) => {
      const [ofPack, ofFolder] = [packed, folder].map(
        (renderer) => new Map(renderTemplates({ options, renderer }).map((it) => [it.path, it])),
      );
      expect([...(ofPack?.keys() ?? [])]).toEqual([...(ofFolder?.keys() ?? [])]);
      const others = [...(ofFolder?.values() ?? [])].filter(({ path: file, mode, bytes }) => {
        const same = ofPack?.get(file);
        return same?.mode !== mode || Buffer.compare(same.bytes, bytes) !== 0;
      });
      expect(others.map((it) => it.path)).toEqual([]);
      expect(ofPack?.size).toBeGreaterThan(90);
    },
  );

  it('is neither short of a template that is there nor has one that is not', () => {
    expect(packed.list('project')).toEqual(folder.list('project'));
    expect(packed.list('nowhere')).toEqual([]);
    expect(() => packed.copy('project/none.txt')).toThrow(
      'project/none.txt: there is no such file',
    );
    expect(() => packed.render('project/none.txt.ejs', {})).toThrow('there is no template');
  });
});

describe('a packed template', () => {
  it.each([
    ['tabs, quotes and backslashes', `a\t"b"\\n'c' \`\${d}\`\n`],
    ['letters beyond Latin-1', 'é → 🙂 <%= it.x %> ✓\n'],
    ['no text at all', ''],
    ['a value at either end', '<%= it.x %>, <%- it.x %>'],
    ['a tag of several lines', '<%\n const y = it.x;\n if (y) { -%>\nyes <%= y %>\n<% } -%>\n'],
    ['an escaped tag', '<%% not a tag %%>\n'],
    ['what EJS itself writes', '__append("x")\n    ; __line = 3\n    ; __append(1)\n'],
    ['line ends of Windows', 'a\r\n<%= it.x %>\r\n'],
    ['names that the code has too', '<% const texts = it.x, code = 1; %><%= texts %><%= code %>\n'],
  ])('prints what it printed before: %s', (_, text) => {
    const { packed, folder } = both({ 'project/a.txt.ejs': text });
    const printed = folder.render('project/a.txt.ejs', { x: 'é<"&' });
    expect(packed.render('project/a.txt.ejs', { x: 'é<"&' })).toBe(printed);
  });

  it('still refuses a name that there is not, and says which template asks', () => {
    const { packed } = both({ 'project/a.txt.ejs': '<%= it.nmae %>\n' });
    expect(() => packed.render('project/a.txt.ejs', { name: 'x' })).toThrow(
      'project/a.txt.ejs: unknown name "it.nmae"; did you mean "it.name"?',
    );
  });

  it('has no NUL in its texts, which stands between them', () => {
    expect(() => packedTemplate('a.ejs', Buffer.from('a\0b'))).toThrow('a.ejs: a text has a NUL');
  });

  it('fails the build where it does not compile', () => {
    expect(() => packedTemplate('a.ejs', Buffer.from('<% if ( %>'))).toThrow('a.ejs:1:');
  });
});
