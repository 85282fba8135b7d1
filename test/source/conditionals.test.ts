import { expect, test } from 'vitest';
import { mask } from '../../core/source/mask.ts';

/** The words that the grammar sees. */
function words(text: string): string {
  return mask(text).text.trim().split(/\s+/).join(' ');
}

test.each([
  ['#if 0\na\n#else\nb\n#endif\nc', 'b c'],
  ['#if 1\na\n#else\nb\n#endif\nc', 'a c'],
  ['#if X\na\n#elif Y\nb\n#else\nc\n#endif', 'a'],
  ['#if 0\na\n#elif Y\nb\n#else\nc\n#endif', 'b'],
  ['#if 0\na\n#elif 0\nb\n#endif', ''],
  ['#ifdef X\na\n#else\nb\n#endif', 'a'],
  ['#ifndef X\na\n#else\nb\n#endif', 'a'],
  ['#ifdef __cplusplus\na\n#endif', 'a'],
  ['#ifndef __cplusplus\na\n#endif', ''],
  ['#ifdef __BLOCKS__\na\n#else\nb\n#endif', 'a'],
  ['#if __has_include(<a.h>)\na\n#else\nb\n#endif', 'a'],
  ['#if !__has_feature(x) && 0\na\n#else\nb\n#endif', 'b'],
  ['#if DEBUG\na\n#else\nb\n#endif', 'a'],
  ['#if KERNEL\na\n#else\nb\n#endif', 'b'],
  ['#if !KERNEL || UNKNOWN\na\n#else\nb\n#endif', 'a'],
  ['#ifdef MY_HOST_TESTS\na\n#else\nb\n#endif', 'b'],
  ['#if X\n#error no\na\n#else\nb\n#endif', 'b'],
  ['#define A 0\n#if A\na\n#else\nb\n#endif', 'b'],
  ['#define A (2)\n#if A >= 3 || A == 0x1\na\n#else\nb\n#endif', 'b'],
  ['#define A 1\n#undef A\n#if defined(A)\na\n#else\nb\n#endif', 'b'],
  ['#ifndef A\n#define A 0\n#endif\n#if A\na\n#endif\nb', 'b'],
  ['#if 0\n#if 1\na\n#else\nb\n#endif\nc\n#else\nd\n#endif', 'd'],
  ['#if 1\n#if 0\na\n#else\nb\n#endif\nc\n#else\nd\n#endif', 'b c'],
  ['#if 0\ndon\'t "stop\n#endif\na', 'a'],
  ['#if A(\na\n#endif\nb', 'a b'],
  ['# if 0 // why\r\na\r\n# else /* not */\r\nb\r\n# endif\r\n', 'b'],
  ['#if A && \\\n  0\na\n#endif\nb', 'b'],
  ['/* #if 0 */ a\nb # c', '/* #if 0 */ a b # c'],
])('%j', (text, expected) => {
  expect(words(text)).toBe(expected);
});

test('regions are told, from the # to the end of the last line', () => {
  const text = 'a\n#if X\nb\n#else\nc\n#endif // X\nd';
  expect(mask(text).conditionals.map(({ start, end }) => text.slice(start, end))).toEqual([
    '#if X\nb\n#else\nc\n#endif // X',
  ]);
});

test('an include guard is no region, however it is written', () => {
  for (const guard of ['#ifndef A_h', '#if !defined(A_h)', '#if !defined A_h']) {
    const text = `// why\n${guard}\n#define A_h\n#if X\nint a;\n#endif\n#endif /* A_h */\n`;
    expect(mask(text).conditionals.map(({ start }) => text.slice(start, start + 5))).toEqual([
      '#if X',
    ]);
  }
});

test('what looks like a guard around a part of the file is a region', () => {
  expect(mask('#ifndef A\n#define A\nint a;\n#endif\nint b;').conditionals).toHaveLength(1);
  expect(mask('int b;\n#ifndef A\n#define A\nint a;\n#endif').conditionals).toHaveLength(1);
  expect(mask('#ifndef A\n#define A\n#else\nint a;\n#endif').conditionals).toHaveLength(1);
});

test.each([
  ['int a;\n#if X\nint b;', [{ offset: 7, what: 'missing "#endif"' }]],
  ['int a;\n#endif', [{ offset: 7, what: 'unexpected "#endif"' }]],
  ['#else\nint a;', [{ offset: 0, what: 'unexpected "#else"' }]],
])('unbalanced: %j', (text, problems) => {
  expect(mask(text).problems).toEqual(problems);
  expect(words(text)).toContain('int a;');
});

test('inclusions are seen outside of brackets only', () => {
  expect(words('#include <a.h>\nint x[] = {\n#include "b.inc"\n};')).toBe(
    '#include <a.h> int x[] = { };',
  );
});
