import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexemesOf } from '../../core/edit/lexemes.ts';
import { restyle } from '../../core/edit/restyle.ts';
import { OWN_STYLE, type Style } from '../../core/edit/style.ts';
import { loadParser } from '../../core/source/parse.ts';
import { scan } from '../../core/source/scan.ts';
import { project, timer } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import { lamp } from './lamp.ts';
import { anyStyle } from './styles.ts';

const parser = await loadParser();

const OWN = lamp(OWN_STYLE);

/** Drivers as our templates write them. */
const TEMPLATES = [
  timer(),
  timer({ queue: 'dedicated', mode: 'one-shot' }),
  timer({ mode: 'one-shot' }),
].flatMap((it) => {
  const files = rendered(project({ timers: [it] }));
  return ['Driver/AcmeDriver.cpp', 'Driver/AcmeDriver.iig'].map((path) => files.get(path) ?? '');
});

const wordsOf = (text: string) =>
  lexemesOf(text)
    .filter((it) => it.kind === 'comment')
    .flatMap((it) => it.text.match(/[^\s/*]+/g) ?? [])
    .join(' ');

const codeOf = (text: string) =>
  scan(text)
    .map((it) => it.text.replace(/\r\n/g, '\n'))
    .join(' ');

describe('restyle', () => {
  it('writes what a person would have written', () => {
    fc.assert(
      fc.property(anyStyle, (style) => {
        expect(restyle(OWN.definitions, style)).toBe(lamp(style).definitions);
        expect(restyle(OWN.members, style, style.memberIndent)).toBe(lamp(style).members);
      }),
    );
  });

  it.each(TEMPLATES)('leaves our own style as it is', (text) => {
    expect(restyle(text, OWN_STYLE)).toBe(text);
  });

  it('changes neither code nor words, and what it gives is understood', () => {
    const plain: Partial<Style> = { method: '_Impl', override: true, virtual: true };
    fc.assert(
      fc.property(anyStyle, fc.constantFrom(...TEMPLATES), (any, text) => {
        const written = restyle(text, { ...any, ...plain });
        expect(codeOf(written)).toBe(codeOf(text));
        expect(wordsOf(written)).toBe(wordsOf(text));
        const path = text.includes('class ') ? 'AcmeDriver.iig' : 'AcmeDriver.cpp';
        expect(parser.parse({ path, text: written }).problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('has nothing left to do the second time', () => {
    const texts = [...TEMPLATES, OWN.definitions, OWN.members];
    fc.assert(
      fc.property(anyStyle, fc.constantFrom(...texts), (style, text) => {
        const once = restyle(text, style, '');
        expect(restyle(once, style, '')).toBe(once);
      }),
    );
  });

  it('changes neither code nor words of whatever it is given', () => {
    const words =
      'if ( ) { } [ ] else for while do struct class X a b = ; : :: ^ * & -> return virtual void LOCALONLY override TYPE(A::B) IMPL(X,a) X::a_Impl';
    const pieces = [
      ...words.split(' '),
      '"s * {"',
      '// if(a) {\n',
      '/* ( { */',
      '/* two\n lines */',
      'R"(\n  {  \n\n\n)"',
      '\n#if 1\n',
      '\n#endif\n',
    ];
    const gaps = [' ', ' ', '  ', '\n', '\n\n\n', '\t', '\n    ', '\r\n'];
    const soup = fc
      .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...gaps)), { maxLength: 60 })
      .map((it) => it.flat().join(''));
    fc.assert(
      fc.property(anyStyle, soup, (any, text) => {
        const written = restyle(text, { ...any, method: '_Impl', override: true, virtual: true });
        expect(codeOf(written)).toBe(codeOf(text));
        expect(wordsOf(written)).toBe(wordsOf(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('ends every line as the file does', () => {
    const crlf = restyle(OWN.definitions, { ...OWN_STYLE, lineEnd: '\r\n' });
    expect(crlf.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('a piece', () => {
  const write = (text: string, changes: Partial<Style>, indent?: string) =>
    restyle(text, { ...OWN_STYLE, ...changes }, indent);

  it('keeps its depth in steps of the file', () => {
    expect(write('        A();\n        B();\n', { indent: '\t' })).toBe('\t\tA();\n\t\tB();\n');
  });

  it('goes as deep as it is told', () => {
    expect(write('    if (a) {\n        B();\n    }\n', { indent: '\t' }, '\t\t')).toBe(
      '\t\tif (a) {\n\t\t\tB();\n\t\t}\n',
    );
  });

  it('leaves literals, products and directives alone', () => {
    const text = `#if A * B
auto a = R"(  x * y {
      if (  )"; // deep
int b = c * d;
int e = *f;
#endif
`;
    const styled = { indent: '\t', pointer: '* ', innerBrace: 'own line' } as const;
    expect(write(text, styled)).toBe(text);
  });

  it('puts no brace behind a directive', () => {
    const text = 'int f()\n#if A\n{\n}\n#endif\n';
    expect(write(text, { functionBrace: 'same line' })).toBe(text);
  });

  it('has stars where the file has them', () => {
    const text = 'void f(A *a, B *, const C **c)\n{\n    return (D *)*a;\n}\n';
    expect(write(text, { pointer: '* ' })).toBe(
      'void f(A* a, B*, const C** c)\n{\n    return (D*)*a;\n}\n',
    );
  });

  it('keeps a comment with the condition that it is about', () => {
    expect(write('if (a) { // why\n    B();\n}\n', { innerBrace: 'own line' })).toBe(
      'if (a) // why\n{\n    B();\n}\n',
    );
  });

  it('keeps blocks and values in their lines', () => {
    const text = 'a->Cancel(^{\n    B();\n});\nint c[] = {\n    1,\n};\n';
    const allman = { innerBrace: 'own line', recordBrace: 'own line' } as const;
    expect(write(text, allman)).toBe(text);
  });

  it('keeps a line comment that cannot be a block', () => {
    expect(write('// a */ b\nA();\n', { comment: '/* */' })).toBe('// a */ b\nA();\n');
  });

  it('does not join what a comment is between', () => {
    const text = 'void f() // why\n{\n}\n';
    expect(write(text, { functionBrace: 'same line' })).toBe(text);
  });

  it('has no blanks at the end of a line, and one blank line at most', () => {
    expect(write('A();  \n\n\n\nB();\n', {})).toBe('A();\n\nB();\n');
  });

  it('keeps TYPE on its line where joining makes the line too long', () => {
    const long = 'a'.repeat(60);
    const text = `virtual void ${long}(OSAction *b)\n    TYPE(IOTimerDispatchSource::TimerOccurred);\n`;
    expect(write(text, { attribute: 'same line' })).toBe(text);
  });
});
