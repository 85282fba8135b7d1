import type { Code } from '../../source/code.ts';
import type { Token } from '../../source/scan.ts';
import { statementStart } from './code-of.ts';

/** The head of a function that is defined: indexes of tokens. */
export interface FunctionHead {
  /** The first word of the return type; the name itself where there is none. */
  readonly first: number;
  /** The first word of the name, classes included. */
  readonly name: number;
  readonly open: number;
  readonly close: number;
  readonly brace: number;
}

/** Words with parentheses and a brace behind them that are no functions. */
const CONTROL = new Set('if for while switch catch constexpr return sizeof'.split(' '));
const BEHIND = new Set('const noexcept override final mutable'.split(' '));

/** Every function that is defined outside of a class. */
export function functionHeads(code: Code): FunctionHead[] {
  const { tokens, scopes } = code;
  return tokens.flatMap(({ text }, brace) => {
    const head = text === '{' && scopes[brace] === 'file' ? headBefore(code, brace) : null;
    return head ?? [];
  });
}

function headBefore(code: Code, brace: number): FunctionHead | null {
  const { tokens, brackets } = code;
  let close = brace - 1;
  while (BEHIND.has(tokens[close]?.text ?? '')) {
    close--;
  }
  const open = tokens[close]?.text === ')' ? brackets.partnerOf(close) : -1;
  const word = tokens[open - 1];
  if (word?.kind !== 'word' || CONTROL.has(word.text)) {
    return null;
  }
  const name = nameBefore(tokens, open);
  const first = statementStart(code, name);
  return tokens[name - 1]?.text === '^' ? null : { first, name, open, close, brace };
}

/** The index at which a qualified name begins that ends before an index. */
export function nameBefore(tokens: readonly Token[], end: number): number {
  let name = end - 1;
  while (tokens[name - 1]?.text === '::' && tokens[name - 2]?.kind === 'word') {
    name -= 2;
  }
  return name;
}
