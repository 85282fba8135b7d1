import fc from 'fast-check';

/** A change to C++ that means nothing to a compiler, at some place of a text. */
export interface Disguise {
  readonly kind: 'white' | 'comment' | 'dead code' | 'string';
  /** Where, as a part of the places that there are. */
  readonly at: number;
  readonly text: string;
}

/** Code that would be found if it were code. */
const CODE = [
  'ivars->timer->Cancel(nullptr);',
  'OSSafeReleaseNULL(ivars->timer);',
  '(void)Stop(provider, SUPERDISPATCH);',
  'ivars->stopping = true; return kIOReturnSuccess;',
];

/** What gives a reader away that takes no notice of where code ends. */
const TRAPS = ['{', '} }', ');', '^{', "don't", '/', '#define free', '#endif of it'];

const disguise: fc.Arbitrary<Disguise> = fc
  .record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }) })
  .chain(({ at }) =>
    fc.oneof(
      fc
        .constantFrom(' ', '\n', '\n\n', '\t', '  \n\t  ', '\r\n')
        .map((text): Disguise => ({ kind: 'white', at, text })),
      fc.tuple(fc.constantFrom(...CODE, ...TRAPS, '"'), fc.boolean()).map(
        ([text, isBlock]): Disguise => ({
          kind: 'comment',
          at,
          text: isBlock ? ` /* ${text} */ ` : ` // ${text}\n`,
        }),
      ),
      fc
        .constantFrom(...CODE, ...TRAPS.filter((it) => !it.startsWith('#')))
        .map((text): Disguise => ({ kind: 'dead code', at, text: `\n#if 0\n${text}\n#endif\n` })),
      fc.constantFrom(...CODE, ...TRAPS).map(
        (text): Disguise => ({
          kind: 'string',
          at,
          text: `\n    os_log(OS_LOG_DEFAULT, "${text} // /*");\n`,
        }),
      ),
    ),
  );

export const disguises = fc.array(disguise, { minLength: 1, maxLength: 12 });

/** A text with disguises at their places. */
export function disguised(text: string, all: readonly Disguise[]): string {
  return all.reduce(applied, text);
}

function applied(text: string, { kind, at, text: added }: Disguise): string {
  const places = kind === 'string' ? behindStatements(text) : whites(text);
  const place = places[Math.floor(at * places.length)];
  if (!place) {
    return text;
  }
  const [start, end] = place;
  return text.slice(0, start) + added + text.slice(kind === 'white' ? end : start);
}

type Range = readonly [start: number, end: number];

/** White space between tokens: not in literals and comments, not beside a directive. */
function whites(text: string): Range[] {
  const tokens = /"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n|^[ \t]*#[^\n]*\n|\s+/gm;
  return [...text.matchAll(tokens)].flatMap((it): Range[] => {
    const [found] = it;
    const end = it.index + found.length;
    const isWhite = found.trim() === '' && found !== '';
    return isWhite && text[end] !== '#' && it.index > 0 ? [[it.index, end]] : [];
  });
}

/** Behind statements of methods. */
function behindStatements(text: string): Range[] {
  const bodies = text.indexOf('::init()');
  return bodies === -1
    ? []
    : [...text.matchAll(/;(?=\n {4})/g)]
        .filter((it) => it.index > bodies)
        .map((it): Range => [it.index + 1, it.index + 1]);
}
