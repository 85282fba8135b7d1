import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyInsertions } from '../../core/edit/apply-insertions.ts';
import type { Insertion } from '../../core/edit/insertion.ts';
import { loadParser } from '../../core/source/parse.ts';
import type { SourceFile } from '../../core/source/source-file.ts';

const parser = await loadParser();
const fileOf = (text: string) => parser.parse({ path: 'LampDriver.cpp', text });
const insertion = (file: SourceFile, offset: number, text: string): Insertion => ({
  file,
  offset,
  text,
  piece: 'a piece',
  origins: () => [],
});

describe('applyInsertions', () => {
  it('changes nothing but what it inserts', () => {
    const pieces = fc.array(fc.tuple(fc.nat(), fc.string({ minLength: 1 })), { maxLength: 8 });
    const texts = fc
      .array(fc.constantFrom('a', ' ', '\n', '\t', '{', '}', 'é', '"'))
      .map((it) => it.join(''));
    fc.assert(
      fc.property(texts, pieces, (text, all) => {
        const file = fileOf(text);
        const insertions = all.map(([at, piece]) => insertion(file, at % (text.length + 1), piece));
        const result = applyInsertions(file, insertions);
        // The pieces in their order, taken out where they were put in, leave the old text.
        let left = result;
        for (const it of [...insertions].sort((a, b) => a.offset - b.offset)) {
          expect(left.slice(it.offset, it.offset + it.text.length)).toBe(it.text);
          left = left.slice(0, it.offset) + left.slice(it.offset + it.text.length);
        }
        expect(left).toBe(text);
      }),
    );
  });

  it('keeps the order of pieces for one place', () => {
    const file = fileOf('ab');
    const all = [insertion(file, 1, '1'), insertion(file, 0, '0'), insertion(file, 1, '2')];
    expect(applyInsertions(file, all)).toBe('0a12b');
  });

  it('leaves out what is for other files', () => {
    const file = fileOf('ab');
    expect(applyInsertions(file, [insertion(fileOf('ab'), 1, 'x')])).toBe('ab');
  });

  it.each([
    ['before the text', 'ab', -1],
    ['behind it', 'ab', 3],
    ['inside of a line end', 'a\r\nb', 2],
    ['inside of a character', 'a\u{1f4a1}b', 2],
    ['between two of them', 'ab', 0.5],
  ])('refuses a place %s', (_, text, offset) => {
    const file = fileOf(text);
    expect(() => applyInsertions(file, [insertion(file, offset, 'x')])).toThrow(
      /LampDriver\.cpp: a piece/,
    );
  });
});
