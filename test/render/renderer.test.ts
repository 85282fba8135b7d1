import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRenderer } from '../../core/render/renderer.ts';
import { templateRoot } from '../support/template-root.ts';

const folders: string[] = [];

/** A template root with these files. */
function root(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'templates-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

function render(files: Record<string, string>, data: object = {}, template = 'a.txt.ejs') {
  return createRenderer([templateRoot(root(files))]).render(template, data);
}

/** Each output line with the template and line that it came from. */
function annotated(files: Record<string, string>, data: object = {}) {
  const renderer = createRenderer([templateRoot(root(files))]);
  const origins = renderer.origins('a.txt.ejs', data);
  const lines = renderer.render('a.txt.ejs', data).split('\n').slice(0, -1);
  expect(origins.length).toBe(lines.length);
  return lines.map((line, index) => {
    const origin = origins[index];
    return `${line} < ${origin?.template}:${origin?.line}`;
  });
}

describe('what a template prints', () => {
  it('prints values, loops and conditions without a trace of the control lines', () => {
    const text = 'one\n<%_ for (const x of it.list) { _%>\n  <%= x.name %>\n<%_ } _%>\nend\n';
    expect(render({ 'a.txt.ejs': text }, { list: [{ name: 'A' }, { name: 'B' }] })).toBe(
      'one\n  A\n  B\nend\n',
    );
  });

  it('leaves XML characters alone in text and escapes them in plists', () => {
    const text = '<%= it.match %>\n';
    const data = { match: 'a&<"b">' };
    expect(render({ 'a.txt.ejs': text }, data)).toBe('a&<"b">\n');
    expect(render({ 'a.plist.ejs': text }, data, 'a.plist.ejs')).toBe(
      'a&amp;&lt;&quot;b&quot;&gt;\n',
    );
  });

  it('prints data as JSON', () => {
    const data = { answers: { team: 'audio', parts: ['a', 'b'], slot: null } };
    const text = '<%= JSON.stringify(it.answers) %>';
    expect(JSON.parse(render({ 'a.txt.ejs': text }, data))).toEqual(data.answers);
  });

  it('gives partials the data and what the include adds to it', () => {
    const files = {
      'a.txt.ejs': "<%- include('part/p', { timer: { name: 'T' } }) -%>\n.\n",
      'part/p.ejs': '<%= it.name %> <%= it.timer.name %>\n',
    };
    expect(render(files, { name: 'N' })).toBe('N T\n.\n');
  });

  it('takes each file from the first root that has it', () => {
    const team = templateRoot(root({ 'part.ejs': 'theirs\n' }));
    const ours = templateRoot(
      root({ 'a.txt.ejs': "<%- include('part') -%>\n", 'part.ejs': 'ours\n' }),
    );
    expect(createRenderer([team, ours]).render('a.txt.ejs', {})).toBe('theirs\n');
    expect(createRenderer([ours, team]).render('a.txt.ejs', {})).toBe('ours\n');
  });

  it('leaves out what a root takes away of those behind it', () => {
    const ours = templateRoot(root({ 'd/a.txt': '', 'd/b.txt': '', 'd/e/c.txt': '' }));
    const parent = { ...templateRoot(root({ 'd/b.txt': '', 'd/e/f.txt': '' })), removes: ['d/e/'] };
    const team = { ...templateRoot(root({ 'd/z.txt': '' })), removes: ['d/a.txt'] };
    const renderer = createRenderer([team, parent, ours]);
    expect(renderer.list('d')).toEqual(['d/b.txt', 'd/e/f.txt', 'd/z.txt']);
    expect(() => renderer.copy('d/a.txt')).toThrow('no such file');
    expect(() => renderer.copy('d/e/c.txt')).toThrow('no such file');
  });

  it('names the root of a template in messages and origins', () => {
    const team = templateRoot(root({ 'part.ejs': 'x\n<%= it.nope %>\n' }), 'acme/templates/');
    const ours = templateRoot(root({ 'a.txt.ejs': "one\n<%- include('part') -%>\n" }));
    const renderer = createRenderer([team, ours]);
    expect(() => renderer.render('a.txt.ejs', {})).toThrow('acme/templates/part.ejs:2: unknown');
    const origins = renderer.origins('a.txt.ejs', { nope: 'y' });
    expect(origins.map((it) => `${it.template}:${it.line}`)).toEqual([
      'a.txt.ejs:1',
      'acme/templates/part.ejs:1',
      'acme/templates/part.ejs:2',
    ]);
  });
});

describe('what never ends', () => {
  it.each([
    ['text alone', 'one\n<% for (;;) { %>y<% } %>\n', 'a.txt.ejs:2: more than 1048576 characters'],
    ['values', '<% for (;;) { %><%= it.x %><% } %>\n', 'a.txt.ejs:1: more than 1048576'],
    ['one huge text', '\n\n<%= "y".repeat(2_000_000) %>\n', 'a.txt.ejs:3: more than 1048576'],
    [
      'partials that print nothing',
      "<%_ for (;;) { _%>\n<%- include('empty') -%>\n<%_ } _%>\n",
      'a.txt.ejs:2: more than 10000 partials',
    ],
  ])('stops a loop that prints %s', (_what, text, message) => {
    expect(() => render({ 'a.txt.ejs': text, 'empty.ejs': '' }, { x: 'y' })).toThrow(message);
  });
});

describe('where a line came from', () => {
  it('follows text, conditions, loops and includes', () => {
    const files = {
      'a.txt.ejs': [
        'head',
        '<%_ for (const x of it.list) { _%>',
        "<%- include('p', { x }) -%>",
        '<%_ } _%>',
        '<%_ if (it.no) { _%>',
        'never',
        '<%_ } _%>',
        'tail <%= it.list.length %>',
        '',
      ].join('\n'),
      'p.ejs': '\n  item <%= it.x %>\n',
    };
    expect(annotated(files, { list: [1, 2], no: false })).toEqual([
      'head < a.txt.ejs:1',
      ' < p.ejs:1',
      '  item 1 < p.ejs:2',
      ' < p.ejs:1',
      '  item 2 < p.ejs:2',
      'tail 2 < a.txt.ejs:8',
    ]);
  });

  it('is the partial that is included behind an indentation', () => {
    const files = { 'a.txt.ejs': "x\n  <%- include('p') -%>\ny\n", 'p.ejs': 'one\n  two\n' };
    expect(annotated(files)).toEqual([
      'x < a.txt.ejs:1',
      '  one < p.ejs:1',
      '  two < p.ejs:2',
      'y < a.txt.ejs:3',
    ]);
  });

  it('keeps the line of a tag for every line of a value with line breaks', () => {
    expect(annotated({ 'a.txt.ejs': 'x\n<%= it.text %>\ny\n' }, { text: '1\n2' })).toEqual([
      'x < a.txt.ejs:1',
      '1 < a.txt.ejs:2',
      '2 < a.txt.ejs:2',
      'y < a.txt.ejs:3',
    ]);
  });

  it('is not misled by literal tags or by tags over several lines', () => {
    const text = '<%% kept %>\n<%_\n  const a = 1;\n  const b = 2;\n_%>\n<%= a + b %>\n';
    expect(annotated({ 'a.txt.ejs': text })).toEqual([
      '<% kept %> < a.txt.ejs:1',
      '3 < a.txt.ejs:6',
    ]);
  });
});

describe('faults of a template name it, its line and what was meant', () => {
  const cases: [string, Record<string, string>, string][] = [
    [
      'a misspelt variable',
      { 'a.txt.ejs': 'x\n<%= it.provder %>\n' },
      'a.txt.ejs:2: unknown name "it.provder"; did you mean "it.provider"?',
    ],
    [
      'a misspelt variable that is only tested',
      { 'a.txt.ejs': '<%_ if (it.powr) { _%>\nx\n<%_ } _%>\n' },
      'a.txt.ejs:1: unknown name "it.powr"; did you mean "it.power"?',
    ],
    [
      'a misspelt variable inside an object',
      { 'a.txt.ejs': '<%= it.timers[0].nam %>\n' },
      'a.txt.ejs:1: unknown name "it.timers[0].nam"; did you mean "it.timers[0].name"?',
    ],
    [
      'a variable that is nothing like any other',
      { 'a.txt.ejs': '<%= it.zzz %>\n' },
      'a.txt.ejs:1: unknown name "it.zzz"; there are: provider, power, timers, vendorId',
    ],
    [
      'a bare name',
      { 'a.txt.ejs': '\n\n<%= provider %>\n' },
      'a.txt.ejs:3: provider is not defined; did you mean "it.provider"?',
    ],
    [
      'a null that would print nothing',
      { 'a.txt.ejs': 'id\n<%= it.vendorId %>\n' },
      'a.txt.ejs:2: a value to print is null',
    ],
    [
      'a fault in a partial of a partial',
      {
        'a.txt.ejs': "<%- include('b') -%>\n",
        'b.ejs': "\n\n<%- include('c') -%>\n",
        'c.ejs': '\n<%= it.provdier %>\n',
      },
      'c.ejs:2: unknown name "it.provdier"; did you mean "it.provider"?',
    ],
    [
      'a fault behind one that was caught',
      {
        'a.txt.ejs':
          "<%_ for (let i = 0; i < 40; i++) { try { include('b'); } catch {} } _%>\n\n<%= it.bogus %>\n",
        'b.ejs': '\n\n\n<%= it.other %>\n',
      },
      'a.txt.ejs:3: unknown name "it.bogus"; there are: provider, power, timers, vendorId',
    ],
    [
      'a missing partial',
      { 'a.txt.ejs': "\n<%- include('part/handlr') -%>\n", 'part/handler.ejs': '' },
      'a.txt.ejs:2: there is no template "part/handlr.ejs"; did you mean "part/handler.ejs"?',
    ],
    [
      'an unclosed tag',
      { 'a.txt.ejs': 'x\ny\n<%= it.power\nz\n' },
      'a.txt.ejs:3: this "<%" has no "%>"',
    ],
    [
      'wrong JavaScript',
      { 'a.txt.ejs': 'x\n<%_ if (it.power { _%>\ny\n<%_ } _%>\n' },
      "a.txt.ejs:2: Unexpected token '{'",
    ],
    [
      'includes that never end',
      { 'a.txt.ejs': "<%- include('b') -%>\n", 'b.ejs': "<%- include('b') -%>\n" },
      'b.ejs:1: "b.ejs" is included 32 levels deep; does it include itself?',
    ],
  ];
  const data = { provider: 'pci', power: true, timers: [{ name: 'T' }], vendorId: null };

  it.each(cases)('%s', (_name, files, message) => {
    expect(() => render(files, data)).toThrowError(new RegExp(`^${escapeRegExp(message)}$`));
  });
});

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
