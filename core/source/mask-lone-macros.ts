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
  for (const [at, word] of tokens.entries()) {
    const previous = tokens[at - 1];
    if (word.kind !== 'word' || scopes[at] === 'code' || !isBoundary(previous)) {
      continue;
    }
    const open = tokens[at + 1]?.text === '(' ? (tokens[at + 1] as Token) : undefined;
    const last = open ? tokens[brackets.partnerOf(at + 1)] : word;
    const next = tokens[open ? brackets.partnerOf(at + 1) + 1 : at + 1];
    const isAlone =
      last !== undefined &&
      (next ? BEGINS.has(next.text) && text.slice(last.end, next.start).includes('\n') : true);
    const isKnown = open ? !BEGINS.has(word.text) : MACRO_NAME.test(word.text);
    if (isAlone && isKnown && last) {
      const args = open ? text.slice(open.end, last.start).trim() : null;
      macros.push({ name: word.text, args, start: word.start, end: last.end });
    }
  }
  return { macros, edits: macros.map(({ start, end }) => ({ start, end })) };
}

function isBoundary(token: Token | undefined): boolean {
  return token === undefined || ';{}:'.includes(token.text);
}
