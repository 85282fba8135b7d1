import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packNameFor } from '../../../core/packs/eject/pack-manifest.ts';
import { listTemplates, ownTemplates } from '../../../core/render/template-roots.ts';
import { version } from '../../../core/version.ts';
import { emptyFolder, snapshot } from '../../support/command.ts';
import { manifestText, templates, writeFiles } from '../../support/templates-command.ts';

const LOG = 'timer/log.ejs';
const ours = (template: string) => readFileSync(path.join(ownTemplates().folder, template), 'utf8');

function files(folder: string): string[] {
  return [...snapshot(folder).keys()].filter((it) => !it.endsWith('/'));
}

describe('templates eject', () => {
  it('makes a pack, with ours in it twice and a note of their version', async () => {
    const cwd = emptyFolder();
    const args = ['eject', LOG, 'hooks/', '--templates', 'Our Pack', '--yes'];
    const { status, stdout } = await templates(cwd, args);
    expect(status).toBe(0);
    const copied = [...listTemplates([ownTemplates()], 'hooks'), LOG];
    expect(stdout).toContain(`${copied.length} templates are in ./Our Pack, to be changed there.`);
    expect(stdout).toContain("  dext-timer templates check './Our Pack' ");
    expect(files(path.join(cwd, 'Our Pack'))).toEqual([
      'dext-templates.json',
      ...copied.map((it) => `ejected/${it}`),
      ...copied.map((it) => `templates/${it}`),
    ]);
    const read = (file: string) => readFileSync(path.join(cwd, 'Our Pack', file), 'utf8');
    for (const template of copied) {
      expect(read(`templates/${template}`)).toBe(ours(template));
      expect(read(`ejected/${template}`)).toBe(ours(template));
    }
    expect(JSON.parse(read('dext-templates.json'))).toEqual({
      $schema: 'https://unpkg.com/generator-dext-timer/schemas/dext-templates.schema.json',
      name: 'our-pack',
      version: '0.1.0',
      interface: '1.0',
      ejected: Object.fromEntries(copied.map((it) => [it, version])),
    });
    expect((await templates(cwd, ['list', '--templates', './Our Pack'])).status).toBe(0);
  });

  it('keeps a manifest as it is written, and what a package.json says', async () => {
    const cwd = emptyFolder();
    const odd = '{\n\t"interface":"1.0" ,\n\t"defaults": { "queue":"dedicated" }\n}\n';
    writeFiles(cwd, {
      'package.json': manifestText({ interface: undefined }),
      'dext-templates.json': odd,
    });
    await templates(cwd, ['eject', LOG, '--templates', '.', '--yes']);
    expect(readFileSync(path.join(cwd, 'dext-templates.json'), 'utf8')).toBe(
      odd.replace(
        '"dedicated" }\n',
        `"dedicated" },\n\t"ejected": {\n\t\t"timer/log.ejs": "${version}"\n\t}\n`,
      ),
    );
  });

  it('leaves name and version to a package.json that is there', async () => {
    const cwd = emptyFolder();
    writeFiles(cwd, { 'package.json': manifestText({ interface: undefined }) });
    await templates(cwd, ['eject', LOG, '--templates', '.', '--yes']);
    const manifest: object = JSON.parse(
      readFileSync(path.join(cwd, 'dext-templates.json'), 'utf8'),
    );
    expect(Object.keys(manifest)).toEqual(['$schema', 'interface', 'ejected']);
  });

  it('copies over nothing, unless it is told to', async () => {
    const cwd = emptyFolder();
    writeFiles(cwd, {
      'dext-templates.json': manifestText({ ejected: { [LOG]: '0.0.1' } }),
      [`templates/${LOG}`]: 'mine',
      [`ejected/${LOG}`]: 'old',
    });
    const before = snapshot(cwd);
    const args = ['eject', 'hooks', LOG, '--templates', '.', '--yes'];
    const refused = await templates(cwd, args);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('"timer/log.ejs" already; nothing was written.');
    expect(snapshot(cwd)).toEqual(before);
    expect((await templates(cwd, [...args, '--force'])).status).toBe(0);
    const read = (file: string) => readFileSync(path.join(cwd, file), 'utf8');
    expect([read(`templates/${LOG}`), read(`ejected/${LOG}`)]).toEqual([ours(LOG), ours(LOG)]);
    expect(read('dext-templates.json')).toContain(`"timer/log.ejs": "${version}"`);
  });

  it('shows what it would write, and writes nothing', async () => {
    const cwd = emptyFolder();
    const args = ['eject', LOG, '--templates', 'a/b', '--dry-run'];
    const { status, stdout } = await templates(cwd, args);
    expect([status, stdout.includes('log.ejs')]).toEqual([0, true]);
    const json = await templates(cwd, [...args, '--json']);
    expect(JSON.parse(json.stdout)).toEqual({
      pack: path.join(cwd, 'a/b'),
      files: ['dext-templates.json', `ejected/${LOG}`, `templates/${LOG}`].map((it) => ({
        path: it,
        action: 'create',
      })),
      next: [],
    });
    expect(files(cwd)).toEqual([]);
  });

  it('asks before it writes', async () => {
    const cwd = emptyFolder();
    const args = ['eject', LOG, '--templates', 'acme'];
    expect(await templates(cwd, args)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('pass --yes'),
    });
    expect((await templates(cwd, args, false)).status).toBe(130);
    expect(files(cwd)).toEqual([]);
    expect((await templates(cwd, args, true)).status).toBe(0);
    expect(files(cwd)).toHaveLength(3);
  });

  it.each([
    { args: [LOG], status: 2, says: '--templates names no pack' },
    { args: [LOG, '--templates', 'none'], status: 2, says: '--templates names no pack' },
    { args: ['--templates', 'a'], status: 2, says: 'Nothing is named to eject' },
    {
      args: ['timer/lgo.ejs', '--templates', 'a'],
      status: 2,
      says: 'did you mean "timer/log.ejs"?',
    },
    { args: ['hoks/', '--templates', 'a'], status: 2, says: 'did you mean "hooks/"?' },
    { args: ['timer/log', '--templates', 'a'], status: 2, says: 'did you mean "timer/log.ejs"?' },
    { args: ['../package.json', '--templates', 'a'], status: 2, says: 'is no template of ours' },
    { args: [LOG, '--templates', 'other'], status: 1, says: 'was made for version "9.0"' },
    { args: [LOG, '--templates', 'file'], status: 1, says: 'file' },
  ])('refuses $args', async ({ args, status, says }) => {
    const cwd = emptyFolder();
    writeFiles(cwd, { 'other/dext-templates.json': manifestText({ interface: '9.0' }), file: '' });
    const before = snapshot(cwd);
    const run = await templates(cwd, ['eject', ...args, '--yes']);
    expect(run).toMatchObject({ status, stderr: expect.stringContaining(says) });
    expect(snapshot(cwd)).toEqual(before);
  });

  it.each([
    ['Acme Templates', 'acme-templates'],
    ['été', 'ete'],
    ['日本', 'dext-templates'],
    ['.hidden', 'hidden'],
  ])('calls the pack of the folder %s %s', (folder, name) => {
    expect(packNameFor(folder)).toBe(name);
  });
});
