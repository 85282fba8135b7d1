import { expect, test } from 'vitest';
import { mask } from '../../core/source/mask.ts';

/** The text with what is hidden as dots, and the names of what was hidden. */
function hidden(text: string): { text: string; names: string[] } {
  const masked = mask(text);
  const dots = [...masked.text].map((unit, i) => (unit === ' ' && text[i] !== ' ' ? '.' : unit));
  const names = masked.macros.map(({ name, args }) => (args === null ? name : `${name}(${args})`));
  return { text: dots.join(''), names };
}

test.each([
  ['class X { void F(int) LOCALONLY; };', 'class X { void F(int) .........; };', 'LOCALONLY'],
  ['class X { int F() override LOCAL; };', 'class X { int F() override .....; };', 'LOCAL'],
  ['class X { int F() const KERNEL = 0; };', 'class X { int F() const ...... = 0; };', 'KERNEL'],
  ['class X { int F() = 0 REMOTE; };', 'class X { int F() = 0 ......; };', 'REMOTE'],
  ['class X { int F() INVOKEREPLY REPLY; };', 'class X { int F() ........... .....; };', 'REPLY'],
  ['class KERNEL X : public Y { };', 'class ...... X : public Y { };', 'KERNEL'],
  ['class LOCALONLY X;', 'class ......... X;', 'LOCALONLY'],
  ['class IIG_SERIALIZABLE OSData;', 'class ................ OSData;', 'IIG_SERIALIZABLE'],
  ['class EXTENDS (A) B : public C { };', 'class ....... ... B : public C { };', 'EXTENDS(A)'],
  [
    'struct X { void F(A * a TARGET, int b); };',
    'struct X { void F(A * a ......, int b); };',
    'TARGET',
  ],
  [
    'class X { void F(A * a TYPE(B::C)); };',
    'class X { void F(A * a ..........); };',
    'TYPE(B::C)',
  ],
  [
    'class X { void F(port_t p PORTCOPYSEND); };',
    'class X { void F(port_t p ............); };',
    'PORTCOPYSEND',
  ],
  [
    'class X { void F(int) QUEUENAME( q ); };',
    'class X { void F(int) .......... . .; };',
    'QUEUENAME(q)',
  ],
  [
    'class X { void F(T) TYPE(A<B, (1)>::C); };',
    'class X { void F(T) ......... ........; };',
    'TYPE(A<B, (1)>::C)',
  ],
  ['void f(int a __unused);', 'void f(int a ........);', '__unused'],
  ['__block int x = 1;', '....... int x = 1;', '__block'],
  [
    'int x __attribute__((unused)) = 1;',
    'int x ....................... = 1;',
    '__attribute__((unused))',
  ],
  [
    'API_AVAILABLE(driverkit(21.0)) void f();',
    '.............................. void f();',
    'API_AVAILABLE(driverkit(21.0))',
  ],
  ['_Atomic(bool) x; _Atomic int y;', '........bool. x; ....... int y;', '_Atomic'],
])('%s', (text, expected, last) => {
  const { text: seen, names } = hidden(text);
  expect(seen).toBe(expected);
  expect(names.at(-1)).toBe(last);
});

test.each([
  'int f() { int REPLY = 1; return REPLY; }',
  'enum { LOCAL, REMOTE, TARGET };',
  'class TARGET { };',
  'class LOCAL final : public X { };',
  'struct X { int REPLY; Foo TARGET = 1; };',
  'template <class TYPE> TYPE g(TYPE value);',
  'void f(int TARGET);',
  'int f() { return TYPE(1) + a.LOCAL + B::KERNEL; }',
  'int x = (int) REPLY;',
  'int f() { g() ; if (a) LOCAL = 3; }',
  '// class KERNEL X\nchar * s = "class KERNEL X __block"; /* TYPE(A) */',
  'auto s = R"x(class KERNEL X)" __block)x";',
])('leaves alone: %s', (text) => {
  expect(hidden(text)).toEqual({ text, names: [] });
});

test('a macro that the file defines as nothing is nothing', () => {
  const text = '#define FAST\nFAST int f();\n#define SLOW 1\nSLOW int g();';
  expect(hidden(text).names).toEqual(['FAST']);
});

test('a macro on its own line between declarations is hidden, a type or a definition is not', () => {
  const text =
    'class X {\npublic:\n  X_DECLARE_IVARS\n};\nOSDefine(X, Y)\nvoid f();\nkern_return_t\nIMPL(X, Start)\n{\n}';
  expect(hidden(text).names).toEqual(['X_DECLARE_IVARS', 'OSDefine(X, Y)']);
});

test('line ends inside what is hidden stay', () => {
  const text = 'class X { void F() TYPE(A::\r\n  B); };';
  expect(mask(text).text).toBe('class X { void F()         \r\n    ; };');
  expect(mask(text).macros).toEqual([{ name: 'TYPE', args: 'A::\r\n  B', start: 19, end: 33 }]);
});
