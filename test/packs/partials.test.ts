import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../core/options/new-project-options.ts';
import { PARTIALS } from '../../core/packs/partials.ts';
import { listTemplates, ownTemplates } from '../../core/render/template-roots.ts';

const own = ownTemplates();
const templates = listTemplates([own], '');

/** The partials that a documented one stands for. */
function filesOf(name: string): string[] {
  return name.includes('<kind>')
    ? PROVIDERS.map((kind) => `${name.replace('<kind>', kind)}.ejs`).filter((it) =>
        templates.includes(it),
      )
    : [`${name}.ejs`];
}

describe('the list of partials', () => {
  it('has each of ours, and no other', () => {
    const ours = templates.filter((it) => !it.startsWith('project/'));
    expect(ours.length).toBeGreaterThan(50);
    expect(PARTIALS.flatMap(({ name }) => filesOf(name)).sort()).toEqual(ours);
    expect(PARTIALS.filter(({ name }) => filesOf(name).length === 0)).toEqual([]);
  });

  it('has each once', () => {
    const names = PARTIALS.map((it) => it.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(PARTIALS)('tells what $name is given where it is included', ({ name, sees = [] }) => {
    // A body is included by its hook, and sees what that was given.
    const including = name.startsWith('hooks/body/') ? [name, name.replace('body/', '')] : [name];
    expect([...givenTo(including)].sort()).toEqual([...sees].sort());
  });
});

/** The keys of the second argument, in each include of these partials. */
function givenTo(names: readonly string[]): Set<string> {
  const given = new Set<string>();
  for (const template of templates.filter((it) => it.endsWith('.ejs'))) {
    const text = readFileSync(path.join(own.folder, template), 'utf8');
    for (const [, partial = '', object = ''] of text.matchAll(INCLUDE)) {
      if (names.includes(partial.replace(/\$\{it\.provider\}/, '<kind>'))) {
        for (const [, key = ''] of object.matchAll(/(?:^|, )(\w+)(?=[:,]|$)/g)) {
          given.add(key);
        }
      }
    }
  }
  return given;
}

const INCLUDE = /include\(['`]([^'`]+)['`](?:, \{ (.*) \})?\)/g;
