import fc from 'fast-check';
import { OWN_STYLE, type Placement, type Style } from '../../core/edit/style.ts';

const placement = fc.constantFrom<Placement>('own line', 'same line');

/** Any style that somebody may have. */
export const anyStyle: fc.Arbitrary<Style> = fc
  .record({
    indent: fc.constantFrom('\t', '  ', '   ', '    ', '        '),
    functionBrace: placement,
    innerBrace: placement,
    recordBrace: placement,
    elseWord: placement,
    lineEnd: fc.constantFrom('\n' as const, '\r\n' as const),
    pointer: fc.constantFrom(' *' as const, ' * ' as const, '* ' as const),
    keywordSpace: fc.boolean(),
    comment: fc.constantFrom('//' as const, '/* */' as const),
    functionName: placement,
    implName: placement,
    method: fc.constantFrom('IMPL' as const, '_Impl' as const),
    declaredName: placement,
    attribute: placement,
    accessIndent: fc.constantFrom('', ' ', '\t'),
    override: fc.boolean(),
    virtual: fc.boolean(),
  })
  .map((it) => ({ ...OWN_STYLE, ...it, memberIndent: it.indent }));
