import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineEndAt } from '../../core/edit/line-ends.ts';
import { OWN_STYLE, type Style, styleAt, styleOf } from '../../core/edit/style.ts';
import { loadParser } from '../../core/source/parse.ts';
import { lamp } from './lamp.ts';
import { anyStyle } from './styles.ts';

const parser = await loadParser();
const cppFile = (text: string) => parser.parse({ path: 'LampDriver.cpp', text });
const iigFile = (text: string) => parser.parse({ path: 'LampDriver.iig', text });

/** What an `.iig` does not say, and what a `.cpp` does not. */
const OF_CLASS = [
  'declaredName',
  'attribute',
  'accessIndent',
  'memberIndent',
  'override',
  'virtual',
] as const;
const OF_CODE = [
  'indent',
  'functionBrace',
  'innerBrace',
  'elseWord',
  'pointer',
  'keywordSpace',
  'comment',
  'functionName',
  'method',
  'recordBrace',
  'lineEnd',
] as const;

function some(style: Style, keys: readonly (keyof Style)[]) {
  return Object.fromEntries(keys.map((key) => [key, style[key]]));
}

describe('styleOf', () => {
  it('finds how a source is written', () => {
    fc.assert(
      fc.property(anyStyle, (style) => {
        const keys = [...OF_CODE, ...(style.method === 'IMPL' ? (['implName'] as const) : [])];
        expect(some(styleOf(cppFile(lamp(style).cpp)), keys)).toEqual(some(style, keys));
      }),
      { numRuns: 40 },
    );
  });

  it('finds how an interface is written', () => {
    fc.assert(
      fc.property(anyStyle, (style) => {
        const keys = [...OF_CLASS, 'indent', 'pointer', 'lineEnd'] as const;
        expect(some(styleOf(iigFile(lamp(style).iig)), keys)).toEqual(some(style, keys));
      }),
      { numRuns: 40 },
    );
  });

  it('is not led astray by what is no code', () => {
    const noise = fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom('', ' ', '      ', '\t\t\t'),
        fc.constantFrom('', '// if(x) { a *b;', '/* ) { * if (', '#if 0', '#define ODD(a) if(a) {'),
      ),
      { maxLength: 12 },
    );
    const keys = OF_CODE.filter((it) => it !== 'comment' && it !== 'lineEnd');
    fc.assert(
      fc.property(anyStyle, noise, (style, all) => {
        const lines = lamp(style).cpp.split(style.lineEnd);
        for (const [at, leading, text] of all) {
          const index = at % lines.length;
          const isBehind =
            /[;}]$/.test(lines[index - 1] ?? '') && !/^\s*else/.test(lines[index] ?? '');
          const whole = text === '#if 0' ? `${text}${style.lineEnd}#endif` : text;
          const closed = whole.startsWith('/*') ? `${whole} */` : whole;
          if (isBehind) {
            lines.splice(index, 0, leading + closed);
          }
        }
        const text = lines.join(style.lineEnd);
        expect(some(styleOf(cppFile(text)), keys)).toEqual(some(style, keys));
      }),
      { numRuns: 60 },
    );
  });

  it('takes from the other files what a file does not say', () => {
    fc.assert(
      fc.property(anyStyle, (style) => {
        const { cpp, iig } = lamp(style);
        const short = cppFile('#include "LampDriver.h"\n');
        const keys = [...OF_CODE, ...OF_CLASS].filter(
          (it) => it !== 'lineEnd' && it !== 'recordBrace',
        );
        const found = styleOf(short, [cppFile(cpp), iigFile(iig)]);
        expect(some(found, keys)).toEqual(some(style, keys));
      }),
      { numRuns: 40 },
    );
  });

  it('is our own where nothing says anything', () => {
    expect(styleOf(cppFile(''))).toEqual(OWN_STYLE);
  });

  it('follows Stop where a file has methods of both kinds', () => {
    const text = [
      'void LampDriver::A_Impl(int a)\n{\n    B(a);\n}',
      'void LampDriver::B_Impl(int a)\n{\n    B(a);\n}',
      'void LampDriver::C_Impl(int a)\n{\n    B(a);\n}',
      'kern_return_t\nIMPL(LampDriver, Stop)\n{\n    return Stop(provider, SUPERDISPATCH);\n}',
    ].join('\n');
    expect(styleOf(cppFile(text))).toMatchObject({ method: 'IMPL', implName: 'own line' });
  });

  it('does not take continued lines, labels and arguments for levels', () => {
    const text = `void f()
{
  g(a,
        b,
        c);
  switch (a) {
      case 1:
          g(1,
            2);
          break;
  }
  int x =
        1;
  return;
}
`;
    expect(styleOf(cppFile(text)).indent).toBe('  ');
  });

  it('does not take two levels for one where public: stands on one of them', () => {
    const text = 'class A : public B\n{\n  public:\n    int a;\n    void f();\n    void g();\n};\n';
    const other = cppFile('void f()\n{\n  g();\n}\n');
    expect(styleOf(iigFile(text), [other])).toMatchObject({ indent: '  ', memberIndent: '    ' });
  });

  it('writes plain functions like IMPL(…) where there are no others', () => {
    const text =
      'kern_return_t\nIMPL(LampDriver, Stop)\n{\n    return Stop(provider, SUPERDISPATCH);\n}\n';
    expect(styleOf(cppFile(text)).functionName).toBe('own line');
  });

  it('counts comments below the head of a file, each once', () => {
    const text = '// a\n// b\n\nint a; /* c */\n/* d */\nint b;\n// e\n// f\n// g\n';
    expect(styleOf(cppFile(text)).comment).toBe('/* */');
  });
});

describe('line ends that are mixed', () => {
  const text = `${'a;\r\n'.repeat(30)}${'b;\n'.repeat(60)}`;

  it('are those near the place', () => {
    expect(lineEndAt(text, 10)).toBe('\r\n');
    expect(lineEndAt(text, text.length)).toBe('\n');
    expect(styleAt(cppFile(text), 10).lineEnd).toBe('\r\n');
  });

  it('are those of most lines for the file', () => {
    expect(styleOf(cppFile(text)).lineEnd).toBe('\n');
  });
});
