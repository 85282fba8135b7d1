import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mask } from '../../core/source/mask.ts';
import { loadParser } from '../../core/source/parse.ts';
import { descend } from '../../core/source/syntax.ts';

const parser = await loadParser();

const DECLARATIONS = [
  'class KERNEL Alpha : public Beta { virtual void Gamma(OSAction * delta) LOCALONLY; };',
  'class Alpha { void Tick(OSAction * a TARGET, uint64_t b) TYPE(Timer::Occurred); };',
  'void one() { source -> Cancel ( ^ { done ( two ) ; } ) ; }',
  'void one() { run ( ^ bool ( int three ) { return three ; } , ^ { } ) ; }',
  'void ( ^ handler ) ( int ) ;',
  '\n#if UNKNOWN\nint four ;\n#else\nint five ;\n#endif\n',
  '\n#define SIX( a ) \\\n  a ## b\nint seven ;',
  'int eight = a ^ ( b ) ;',
  'void f() { auto nine = IONew ( IODMACommand * , count ) ; }',
  'const char * ten = "é \\" ^{ TYPE(x)" "b" ;',
  'auto eleven = R"x(" ^{ )x" ;',
  'void twelve ( Options options = { } , __unused int thirteen ) { }',
];
const GAPS = [' ', '\n', '\r\n', '\t', ' /* ^{ LOCALONLY */ ', ' // TYPE(a\n', ' /* é\r\n */ '];

/** Declarations with something else between all their words; never inside of a string. */
const sources = fc
  .array(fc.tuple(fc.constantFrom(...DECLARATIONS), fc.array(fc.constantFrom(...GAPS))), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) =>
    parts
      .map(([code, gaps]) => {
        let next = 0;
        const isFixed = code.includes('"') || code.includes('#');
        return isFixed || gaps.length === 0
          ? code
          : code.replaceAll(' ', () => gaps[next++ % gaps.length] ?? ' ');
      })
      .join('\n'),
  );

const WORD = /^~?[\p{L}_$][\p{L}\p{N}_$]*$/u;

test('every identifier of the tree is spelled in the text where the tree says it is', () => {
  fc.assert(
    fc.property(sources, (text) => {
      const { root, problems, masked } = parser.parse({ path: 'a.cpp', text });
      expect(problems).toEqual([]);
      for (const node of descend(root)) {
        const spelled = text.slice(node.start, node.end);
        if (/identifier$/.test(node.type) && node.children.length === 0) {
          // a type that is an argument became one name, of its first line
          expect(spelled).toMatch(/IODMACommand/.test(spelled) ? /^IODMACommand/ : WORD);
        } else if (!node.named && /^[\w{}()[\];]+$/.test(node.type)) {
          expect(node.type === '[' || node.type === ']' ? node.type : spelled).toBe(node.type);
        } else if (node.type === 'lambda_expression') {
          expect(spelled).toMatch(/^\^[\s\S]*\}$/);
        }
      }
      for (const { name, start, end } of masked) {
        expect(text.slice(start, end).startsWith(name)).toBe(true);
        expect(end).toBeGreaterThan(start);
      }
    }),
    { numRuns: 300 },
  );
});

test('every unit that the grammar sees is the one of the text, or one that was put there', () => {
  fc.assert(
    fc.property(sources, (text) => {
      const masked = mask(text);
      for (let at = 0; at < masked.text.length; at++) {
        const unit = masked.text.charAt(at);
        const original = text.charAt(masked.offsetIn(at));
        if (original === '\n' || original === '\r') {
          expect(unit).toBe(original);
        } else if (unit !== original) {
          expect(' []*0T_').toContain(unit);
        }
      }
      expect(masked.offsetIn(masked.text.length)).toBe(text.length);
    }),
    { numRuns: 300 },
  );
});
