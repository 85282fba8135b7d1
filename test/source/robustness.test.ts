import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadParser } from '../../core/source/parse.ts';
import { descend } from '../../core/source/syntax.ts';

const parser = await loadParser();
const GOOD = 'class KERNEL X : public Y { void F() LOCALONLY; };\nvoid f() { g(^{ h(); }); }\n';

function parse(text: string) {
  return parser.parse({ path: 'a.cpp', text });
}

/** Nothing is thrown, all offsets are in the text, and the next file is read as ever. */
function expectSane(text: string): void {
  const { root, problems } = parse(text);
  for (const { start, end } of descend(root)) {
    if (start < 0 || start > end || end > text.length) {
      expect.fail(`a node from ${start} to ${end} in a text of ${text.length}`);
    }
  }
  for (const { offset, what } of problems) {
    expect(offset >= 0 && offset <= text.length && what.length > 0).toBe(true);
  }
  expect(parse(GOOD).problems).toEqual([]);
}

test('a file that ends anywhere', () => {
  const text = `\ufeff#if A\r\n#define B "\\\r\n"\r\n#endif\r\n${GOOD}auto s = R"x(a)x", 'b';/* */`;
  for (let end = 0; end <= text.length; end++) {
    expectSane(text.slice(0, end));
  }
});

test('any characters', () => {
  const units = fc.oneof(
    fc.constantFrom(...'^{}()[]<>:;,.*&#"\'\\/\n\r\0=0', '\ufeff', '\ud800', '\udc00', 'R"(', '/*'),
    fc.constantFrom(
      'class ',
      'TYPE(',
      'LOCALONLY ',
      '\n#if ',
      '\n#else\n',
      '\n#endif\n',
      ' IONew(',
    ),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(units), (parts) => expectSane(parts.join(''))),
    { numRuns: 300 },
  );
});

test.each([
  ['{', '}', 100_000],
  ['(', ')', 100_000],
  ['[', ']', 100_000],
  ['\n#if A\n', '\n#endif\n', 100_000],
  ['_Atomic(', ')', 100_000],
  ['TYPE(', ')', 100_000],
  ['f(^{ ', '});', 20_000],
  ['enum : ', ';', 20_000],
  ['a < ', '>', 20_000],
])('%j and %j, %i deep', (open, close, depth) => {
  expectSane(open.repeat(depth));
  expectSane(open.repeat(depth / 5) + close.repeat(depth / 5));
});

test('a condition as deep as that', () => {
  const text = `#if ${'('.repeat(100_000)}1${')'.repeat(100_000)}\nint a;\n#endif\n`;
  expect(parse(text).problems).toEqual([]);
});

test('a file of five megabytes on one line ends in time, understood or not', async () => {
  const hasty = await loadParser({ timeLimit: 300 });
  const text = 'int a = b ^ c; f(^{ g(); });'.repeat(180_000);
  const { root, problems } = hasty.parse({ path: 'a.cpp', text });
  expect(problems).toEqual([{ offset: 0, what: 'not read: it takes longer than 0.3 s' }]);
  expect(root).toMatchObject({
    type: 'translation_unit',
    start: 0,
    end: text.length,
    children: [],
  });
  expect(hasty.parse({ path: 'b.cpp', text: GOOD }).problems).toEqual([]);
});
