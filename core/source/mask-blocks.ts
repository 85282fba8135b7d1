import type { Code } from './code.ts';
import type { Edit } from './edits.ts';
import type { Token } from './scan.ts';

/** Words behind which an expression begins, so that a caret there is no xor. */
const BEFORE_EXPRESSION = new Set(
  'return co_return co_yield co_await throw case else do goto and or not in new delete'.split(' '),
);

/** How far ahead a block's return type is looked for. */
const LONGEST_TYPE = 40;

/**
 * Finds blocks and block types. `^(int x) { … }` becomes the lambda `[](int x) { … }`, and
 * `void (^name)(int)` the function pointer `void (*name)(int)`; a xor stays what it is.
 */
export function maskBlocks({ tokens, brackets }: Code): Edit[] {
  const edits: Edit[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.text !== '^' || tokens[at - 1]?.text === 'operator') {
      continue;
    }
    const body = bodyOf(at);
    if (body !== -1 && !(isOperand(at - 1) && body !== at + 1)) {
      edits.push({ start: token.start, end: token.end, text: '[]' });
      hideReturnType(at, body);
    } else if (tokens[at - 1]?.text === '(' && body === -1) {
      edits.push({ start: token.start, end: token.end, text: '*' });
    }
  }
  return edits;

  /** The index of the brace of a block whose caret is at an index; -1 where it is no block. */
  function bodyOf(caret: number): number {
    let i = caret + 1;
    for (let end = i + LONGEST_TYPE; i < end && isOfType(tokens[i]); i++) {}
    if (tokens[i]?.text === '(' && brackets.partnerOf(i) !== -1) {
      i = brackets.partnerOf(i) + 1;
      while (tokens[i]?.text === 'noexcept' || tokens[i]?.text === 'mutable') {
        i++;
      }
    }
    return tokens[i]?.text === '{' ? i : -1;
  }

  function isOfType(token: Token | undefined): boolean {
    return (
      token?.kind === 'word' ||
      (token !== undefined && ['*', '&', '::', '<', '>', ','].includes(token.text))
    );
  }

  /** Whether a value ends here; behind a `)` there may be a cast, so only its caller can tell. */
  function isOperand(index: number): boolean {
    const token = tokens[index];
    if (!token) {
      return false;
    }
    if (token.kind === 'word') {
      return !BEFORE_EXPRESSION.has(token.text);
    }
    return token.kind === 'number' || token.kind === 'literal' || token.text === ']';
  }

  function hideReturnType(caret: number, body: number): void {
    const first = tokens[caret + 1] as Token;
    if (first.text === '(' || first.text === '{') {
      return;
    }
    for (let i = caret + 1; i < body; i++) {
      if (tokens[i]?.text === '(' || i + 1 === body) {
        const last = tokens[tokens[i]?.text === '(' ? i - 1 : i] as Token;
        edits.push({ start: first.start, end: last.end });
        return;
      }
    }
  }
}
