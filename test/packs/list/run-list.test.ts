import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listTemplates, ownTemplates } from '../../../core/render/template-roots.ts';
import { emptyFolder } from '../../support/command.ts';
import { manifestText, templates, writeFiles } from '../../support/templates-command.ts';

/** A pack that rests on another; between them they do all that a list has to show. */
function packs(): string {
  const cwd = emptyFolder();
  const manifest = {
    name: '@acme/t',
    extends: '../base',
    remove: ['project/Tests/', 'project/BASE.md'],
    ejected: { 'timer/log.ejs': '0.0.9' },
  };
  writeFiles(cwd, {
    'base/dext-templates.json': manifestText({ name: 'base' }),
    'base/templates/timer/log.ejs': 'base',
    'base/templates/project/BASE.md': 'base\n',
    'base/templates/project/KEPT.md': 'base\n',
    'acme/dext-templates.json': manifestText(manifest),
    'acme/templates/timer/log.ejs': 'acme',
    'acme/templates/hooks/tick.ejs': 'acme',
    'acme/templates/header/acme.ejs': 'acme',
    'acme/templates/project/NOTICE.ejs': "<%- include('header/acme') %>\n",
    'acme/ejected/timer/log.ejs': 'once\n',
  });
  return cwd;
}

async function lines(cwd: string, pack: string): Promise<readonly string[]> {
  const { status, stdout } = await templates(cwd, ['list', '--templates', pack]);
  expect(status).toBe(0);
  return stdout.split('\n').map((it) => it.trim().replaceAll(/ {2,}/g, ' | '));
}

describe('templates list', () => {
  it('shows all of ours, each of its own part', async () => {
    const { status, stdout } = await templates(emptyFolder(), ['list']);
    expect(status).toBe(0);
    for (const template of listTemplates([ownTemplates()], '')) {
      expect(stdout).toContain(`\n  ${template} `);
    }
    expect(stdout).toMatch(/\n\d+ templates: \d+ of generator-dext-timer\.\n$/);
    const none = await templates(emptyFolder(), ['list', '--templates', 'none']);
    expect(none.stdout).toBe(stdout);
  });

  it('says who provides, overrides, adds and removes what', async () => {
    const all = await lines(packs(), 'acme');
    expect(all).toEqual(
      expect.arrayContaining([
        'timer/log.ejs | @acme/t | over base, ours; ejected from 0.0.9; ours has changed since',
        'hooks/tick.ejs | @acme/t | over ours',
        'header/acme.ejs | @acme/t | added',
        'project/NOTICE.ejs | @acme/t | added',
        'project/KEPT.md | base | added',
        'project/BASE.md | base | removed by @acme/t',
        'project/Tests/run.sh | generator-dext-timer | removed by @acme/t',
        'timer/arm.ejs | generator-dext-timer',
      ]),
    );
    expect(all).toContain('--- a/timer/log.ejs');
    expect(all).toContain('-once');
  });

  it('says what each partial of ours is for', async () => {
    const all = await lines(packs(), 'acme');
    const after = (line: string) => all[all.findIndex((it) => it.startsWith(`${line} |`)) + 1];
    expect(after('hooks/tick.ejs')).toBe('the method with the work of a tick');
    const { stdout } = await templates(emptyFolder(), ['list', '--json']);
    const { templates: ours } = JSON.parse(stdout) as {
      templates: { path: string; is?: string }[];
    };
    const silent = ours.filter((it) => it.is === undefined && !it.path.startsWith('project/'));
    expect(silent).toEqual([]);
  });

  it('says of ejected ones what has become of ours', async () => {
    const cwd = packs();
    rmSync(path.join(cwd, 'acme/ejected'), { recursive: true });
    expect((await lines(cwd, 'acme')).join('\n')).toContain(
      'ejected from 0.0.9; the copy of ours is gone, so nobody can tell',
    );
    const ejected = { 'timer/gone.ejs': '0.0.9' };
    writeFiles(cwd, {
      'acme/dext-templates.json': manifestText({ ejected }),
      'acme/templates/timer/gone.ejs': 'acme',
    });
    expect((await lines(cwd, 'acme')).join('\n')).toContain(
      'ejected from 0.0.9; ours is gone since',
    );
    await templates(cwd, ['eject', 'timer/arm.ejs', '--templates', 'new', '--yes']);
    expect((await lines(cwd, './new')).join('\n')).toMatch(/over ours; ejected from [\d.]+\n/);
  });

  it.each([
    ['timer/logs.ejs', 'never used; did you mean timer/log.ejs?'],
    ['timer/log', 'never used; did you mean timer/log.ejs?'],
    ['hooks/log.ejs', 'never used; did you mean timer/log.ejs?'],
    ['header/strange-name.ejs', 'never used'],
  ])('says of %s that nothing uses it', async (template, says) => {
    const cwd = emptyFolder();
    writeFiles(cwd, {
      'acme/dext-templates.json': manifestText(),
      [`acme/templates/${template}`]: 'x',
    });
    expect(await lines(cwd, 'acme')).toContain(`${template} | acme | ${says}`);
  });

  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a template
    '<%- include(`provider/${it.provider}/extra`) %>',
    "<%- include('provider/' + it.provider + '/extra') %>",
    '<%- include(it.provider) %>',
  ])('takes for used what %s may include', async (include) => {
    const cwd = emptyFolder();
    writeFiles(cwd, {
      'acme/dext-templates.json': manifestText(),
      'acme/templates/project/NOTICE.ejs': include,
      'acme/templates/provider/hid/extra.ejs': 'x',
    });
    expect(await lines(cwd, 'acme')).toContain('provider/hid/extra.ejs | acme | added');
  });

  it('prints one object for machines', async () => {
    const cwd = packs();
    const { stdout } = await templates(cwd, ['list', '--templates', 'acme', '--json']);
    const { packs: found, templates: all } = JSON.parse(stdout) as {
      packs: object[];
      templates: { path: string }[];
    };
    expect(found).toEqual([
      { name: '@acme/t', version: '1.2.3', folder: path.join(cwd, 'acme') },
      { name: 'base', version: '1.2.3', folder: path.join(cwd, 'base') },
    ]);
    const of = (wanted: string) => all.find((it) => it.path === wanted);
    expect(of('timer/log.ejs')).toMatchObject({
      by: '@acme/t',
      overrides: ['base', 'generator-dext-timer'],
      added: false,
      ejected: { from: '0.0.9', since: 'changed', diff: expect.stringContaining('-once') },
    });
    expect(of('project/BASE.md')).toEqual({
      path: 'project/BASE.md',
      by: 'base',
      overrides: [],
      added: true,
      removedBy: '@acme/t',
    });
  });

  it('executes nothing', async () => {
    const cwd = packs();
    writeFiles(cwd, { 'acme/templates/project/NOTICE.ejs': '<% throw new Error("ran") %>' });
    expect((await templates(cwd, ['list', '--templates', 'acme'])).status).toBe(0);
  });
});
