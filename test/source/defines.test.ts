import { expect, test } from 'vitest';
import { mask } from '../../core/source/mask.ts';

test.each([
  ['#define A', { name: 'A', params: null, body: '' }],
  ['#define A 1', { name: 'A', params: null, body: '1' }],
  ['  #  define A (1 + 2) // why', { name: 'A', params: null, body: '(1 + 2)' }],
  ['#define F() 1', { name: 'F', params: [], body: '1' }],
  ['#define F(a, b) a + b', { name: 'F', params: ['a', 'b'], body: 'a + b' }],
  [
    '#define L(f, ...) g(f, __VA_ARGS__)',
    { name: 'L', params: ['f', '...'], body: 'g(f, __VA_ARGS__)' },
  ],
  ['#define L(f, args...) g(f)', { name: 'L', params: ['f', 'args...'], body: 'g(f)' }],
  ['#define A 1 \\\r\n  + 2', { name: 'A', params: null, body: '1    + 2' }],
  ['#define A 1 /* one\n two */ + 2', { name: 'A', params: null, body: '1   + 2' }],
  ['#define U "http://x" /* y */', { name: 'U', params: null, body: '"http://x"' }],
  ['#define C \'"\' // "', { name: 'C', params: null, body: "'\"'" }],
])('%j', (text, expected) => {
  const { defines, text: seen } = mask(`int a;\n${text}\nint b;`);
  expect(defines).toMatchObject([expected]);
  expect(defines[0]?.start).toBe(7 + text.indexOf('#'));
  expect(seen.replace(/\s+/g, ' ')).toBe('int a; int b;');
});

test('only those in live branches count', () => {
  const text = '#if 0\n#define A 1\n#else\n#define A 2\n#endif\n#ifdef X\n#define B\n#endif';
  expect(mask(text).defines.map(({ name, body }) => name + body)).toEqual(['A2', 'B']);
});

test('one ends where it is undefined or defined anew', () => {
  const text = '#define A 1\n#undef A\n#define B 1\n#define B 2\n';
  expect(mask(text).defines.map(({ name, until }) => [name, until])).toEqual([
    ['A', text.indexOf('#undef')],
    ['B', text.lastIndexOf('#define')],
    ['B', undefined],
  ]);
});

test('a define without a name is none', () => {
  expect(mask('#define\n#define 1 2\n').defines).toEqual([]);
});
