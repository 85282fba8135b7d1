import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineOrigins } from '../../core/add/line-origins.ts';
import { ownTemplates } from '../../core/render/template-roots.ts';
import { emptyFolder } from '../support/command.ts';
import { writeFiles } from '../support/lamp.ts';
import { add } from './adding.ts';
import { driver, type Parts } from './drivers.ts';

const RENDERED = `// What it does, in
// two lines.
void C::M_Impl(int a)
{
    // Why.
    if (a) {
        g(); // then
    } else {
        h();
    }
}

virtual void N() override;
`;

/** The line of the rendered text that each line comes from. */
function linesOf(text: string): (number | undefined)[] {
  const origins = RENDERED.split('\n').map((_, index) => ({ template: 't', line: index + 1 }));
  return lineOrigins(RENDERED, origins, text).map((it) => it.line);
}

describe('the origin of each line', () => {
  it.each([
    ['as it was', RENDERED, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 13]],
    [
      'with braces, names and comments elsewhere',
      `/*
 * What it does, in
 * two lines.
 */
void
IMPL(C, M)
{
    /* Why. */
    if (a) /* then */
    {
        g();
    }
    else
    {
        h();
    }
}

void N();
`,
      [1, 1, 2, 2, 3, 3, 4, 5, 6, 6, 7, 8, 8, 8, 9, 10, 11, 11, 13],
    ],
    ['in part', '{\n    h();\n}', [4, 9, 10]],
    ['of nothing that was there', '\n', [1]],
  ])('%s', (_title, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });
});

/** The words that each line of a template prints as they stand. */
function literalsIn(template: string): string[][] {
  const known = literals.get(template);
  if (known) {
    return known;
  }
  const text = readFileSync(path.join(ownTemplates().folder, template), 'utf8').replace(
    /<%.*?%>/g,
    ' ',
  );
  const found = text.split('\n').map((line) => line.match(/\w{3,}/g) ?? []);
  literals.set(template, found);
  return found;
}
const literals = new Map<string, string[][]>();

const DRIVERS: readonly (readonly [string, Parts])[] = [
  ['our own style', {}],
  ['IMPL, tabs and SetPowerState', { style: 'IMPL', indent: '\t', power: true }],
  ['a new body around the old one', { exits: 'shared', lineEnd: '\r\n' }],
  ['no method at all', { without: ['init', 'free', 'Start', 'Stop', 'ivars'] }],
];

/** Braces and `else` on lines of their own, names below their types, comments as blocks. */
const restyled = (files: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      text
        .replace(/^( *)(if .*) \{$/gm, '$1$2\n$1{')
        .replace(/^(bool|void|kern_return_t) (?=\w+::|IMPL)/gm, '$1\n')
        .replace(/^(struct \w+_IVars)$/m, '/* State. */\n$1'),
    ]),
  );

describe('an added line comes from the template line that has its words', () => {
  it.each(DRIVERS)('%s', async (_title, parts) => {
    for (const files of [driver(parts), restyled(driver(parts))]) {
      const { planned } = await add(files, { queue: 'dedicated' });
      let seen = 0;
      for (const { text, origins } of planned.insertions) {
        const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
        expect(origins().length).toBe(lines.length);
        for (const [index, { template, line }] of origins().entries()) {
          const all = literalsIn(template);
          const words = lines[index]?.match(/\w{3,}/g) ?? [];
          const known = words.filter((it) => all.flat().includes(it));
          const own = all[line - 1] ?? [];
          // All words of a head may come from the view.
          const isHead = /^(?:\w+::|IMPL\()/.test(lines[index] ?? '');
          if (known.length > 0 && own.length > 0 && !isHead) {
            const isOwn = known.some((it) => own.includes(it));
            expect(isOwn, `${template}:${line} ${lines[index]}`).toBe(true);
            seen += 1;
          }
        }
      }
      expect(seen).toBeGreaterThan(100);
    }
  });
});

describe('a template of a team is blamed by file and line', () => {
  /** What is said where a team has one line of ours otherwise. */
  async function said(template: string, change: (lines: string[]) => string[]): Promise<string> {
    const own = readFileSync(path.join(ownTemplates().folder, template), 'utf8');
    const folder = emptyFolder();
    writeFiles(folder, { [template]: change(own.split('\n')).join('\n') });
    const roots = [{ folder, shownAs: 'team/', removes: [] }, ownTemplates()];
    const files = restyled(driver({ style: 'IMPL' }));
    return add(files, {}, undefined, roots).then(String, (it: Error) => it.message);
  }

  it('for a line that is not safe', async () => {
    let at = 0;
    const message = await said('timer/cancel.ejs', (lines) => {
      at = lines.findLastIndex((it) => it.includes('->Cancel(^{'));
      const end = lines.findIndex((it, index) => index > at && it.includes('});'));
      return lines.toSpliced(at, end - at + 1, (lines[at] ?? '').replace('^{', 'nullptr);'));
    });
    expect(message).toMatch(/^ValveDriver\.cpp:\d+ .*: DK\d\d /);
    expect(message).toContain(` (from team/timer/cancel.ejs:${at + 1}): `);
  });

  it('for a line that does not parse', async () => {
    let at = 0;
    const message = await said('hooks/quiesce.ejs', (lines) => {
      at = lines.indexOf('{') + 1;
      return lines.toSpliced(at, 0, '    int a = ) 3;');
    });
    expect(message).toContain(`(from team/hooks/quiesce.ejs:${at + 1}): this would not parse`);
  });
});
