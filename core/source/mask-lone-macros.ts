import type { Code } from './code.ts';
import type { Edit } from './edits.ts';
import type { MaskedMacro } from './mask.ts';
import type { Token } from './scan.ts';

/** What can only begin a declaration, so that what stands before it on a line of its own is whole. */
const BEGINS = new Set(
  '} public private protected virtual static class struct template namespace typedef using friend enum extern'.split(
    ' ',
  ),
);

/** `Driver_DECLARE_IVARS`, `FOO_BEGIN`: a name that nobody gives to a type. */
const MACRO_NAME = /^(?:[A-Z][A-Z\d]*_[A-Z\d_]+|\w+_(?:DECLARE_IVARS|\w*Methods))$/;

/**
 * Finds macros on a line of their own between declarations, without a semicolon: members that a
 * macro declares, or `OSDefineMetaClassAndStructors(Driver, Super)`.
 */
export function hideLoneMacros(code: Code): { macros: MaskedMacro[]; edits: Edit[] } {
  const { text, tokens, brackets, scopes } = code;
  const macros: MaskedMacro[] = [];
  let afterMacro = 0; // the index behind the last one found: the next may follow at once
  for (const [at, word] of tokens.entries()) {
    const mayBegin = isBoundary(tokens[at - 1]) || afterMacro === at;
    if (word.kind !== 'word' || scopes[at] === 'code' || !mayBegin) {
      continue;
    }
    const isCalled = tokens[at + 1]?.text === '(';
    const end = isCalled ? brackets.partnerOf(at + 1) : at;
    const last = tokens[end];
    const next = tokens[end + 1];
    const isName = isCalled ? !BEGINS.has(word.text) : MACRO_NAME.test(word.text);
    if (last && isName && isWholeLine(last, next)) {
      const args = isCalled ? text.slice((tokens[at + 1] as Token).end, last.start).trim() : null;
      macros.push({ name: word.text, args, start: word.start, end: last.end });
      afterMacro = end + 1;
    }
  }
  return { macros, edits: macros.map(({ start, end }) => ({ start, end })) };

  function isWholeLine(last: Token, next: Token | undefined): boolean {
    if (!next) {
      return true;
    }
    const mayFollow = BEGINS.has(next.text) || MACRO_NAME.test(next.text);
    return mayFollow && text.slice(last.end, next.start).includes('\n');
  }
}

function isBoundary(token: Token | undefined): boolean {
  return token === undefined || ';{}:'.includes(token.text);
}
