import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { planAddedTimer } from '../../core/add/plan-added-timer.ts';
import { analyse } from '../../core/check/analyse.ts';
import { emptyFolder, snapshot } from '../support/command.ts';
import { writeFiles } from '../support/lamp.ts';
import { add, type Files, plan, withoutInsertions } from './adding.ts';
import { accept } from './fixtures/accept.ts';
import { ROWS, type Row, type Texts } from './fixtures/rows.ts';
import { filesOf, SHAPES, type Shape } from './fixtures/shapes.ts';
import { add as runAdd } from './running.ts';

const isSource = ([file]: readonly [string, string]) => /\.(?:iig|h|cpp)$/.test(file);

function textsOf(shape: Shape): Texts {
  const files = filesOf(shape, 'before');
  const iig = Object.entries(files).find(([file]) => file.endsWith(`${shape.className}.iig`));
  return { iig: iig?.[1] ?? '', all: Object.values(files).join('\n'), paths: Object.keys(files) };
}

describe('the table of drivers', () => {
  it('has every row of the variety in at least one of them', () => {
    const covered = new Set(SHAPES.flatMap((it) => it.rows));
    expect(Object.keys(ROWS).filter((it) => !covered.has(it as Row))).toEqual([]);
  });

  it.each(SHAPES)('is true of $folder', (shape) => {
    const texts = textsOf(shape);
    expect(shape.rows.filter((row) => !ROWS[row](texts))).toEqual([]);
  });

  it('lists every folder', () => {
    const folders = readdirSync(path.join(import.meta.dirname, 'fixtures'), {
      withFileTypes: true,
    }).filter((it) => it.isDirectory());
    expect(folders.map((it) => it.name).sort()).toEqual(SHAPES.map((it) => it.folder).sort());
  });
});

/** What check says of errors and warnings, without lines, which move. */
async function findings(files: Files): Promise<string[]> {
  const sources = Object.entries(files).filter(isSource);
  const found = await analyse(sources.map(([file, text]) => ({ path: file, text })));
  return found
    .filter((it) => it.severity !== 'info')
    .map((it) => `${it.path} ${it.rule} ${it.message}`);
}

describe.each(SHAPES)('$folder', (shape) => {
  const before = filesOf(shape, 'before');
  const expected = () => ({ ...before, ...filesOf(shape, 'after') });

  it('gets the timer as its maintainer would have written it', async () => {
    const { files, planned } = await add(before, shape.timer, shape.className);
    if (process.env.ACCEPT) {
      accept(shape, files);
    }
    expect(files).toEqual(expected());
    expect(planned.start).toBe(shape.start);
    expect(withoutInsertions(files, planned)).toEqual(before);
  });

  it('gets the same from the command line, byte for byte, and once only', async () => {
    const cwd = emptyFolder();
    writeFiles(cwd, before);
    const { queue = 'default', mode = 'periodic' } = shape.timer;
    const args = ['Poll', '--yes', '--class', shape.className, '--queue', queue, '--mode', mode];
    await runAdd(args, { cwd, plan: planAddedTimer });
    for (const [file, text] of Object.entries(expected())) {
      expect(readFileSync(path.join(cwd, file), 'utf8')).toBe(text);
    }
    const written = snapshot(cwd);
    const { stdout } = await runAdd(args, { cwd, plan: planAddedTimer });
    expect(stdout).toBe(`${shape.className} has the timer Poll already; nothing was changed.\n`);
    expect(snapshot(cwd)).toEqual(written);
  });

  it('has it already the second time, and can have another', async () => {
    expect(await plan(expected(), shape.timer, shape.className)).toMatchObject({
      kind: 'already-there',
    });
    const second = await add(expected(), { name: 'Blink', queue: 'dedicated' }, shape.className);
    expect(second.planned.start).toBe('before return');
    expect(withoutInsertions(second.files, second.planned)).toEqual(expected());
    const third = await add(second.files, { name: 'Watchdog' }, shape.className);
    expect(withoutInsertions(third.files, third.planned)).toEqual(second.files);
  });

  it('is found no fault with that it did not have', async () => {
    const known = await findings(before);
    expect((await findings(expected())).filter((it) => !known.includes(it))).toEqual([]);
  });

  it('has lines that a reviewer would not ask to mend', async () => {
    const { planned } = await add(before, shape.timer, shape.className);
    for (const { text } of planned.insertions) {
      expect(text).not.toMatch(/[ \t]\r?\n/);
      expect(text).not.toMatch(/(?:\r?\n){3}/);
    }
    for (const text of Object.values(filesOf(shape, 'after'))) {
      expect(text).not.toMatch(/[ \t]\r?\n|(?:\r?\n){3}/);
    }
  });
});
