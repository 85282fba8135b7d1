import { type Brackets, pairBrackets } from './brackets.ts';
import type { Token } from './scan.ts';
import { type Scope, scopesOf } from './scopes.ts';

/** What a file's code is to the parts of the mask: tokens that are compiled, and their places. */
export interface Code {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly brackets: Brackets;
  /** Of each token, by its index. */
  readonly scopes: readonly Scope[];
}

/** Looks at tokens that are neither dead nor directives. */
export function readCode(text: string, tokens: readonly Token[]): Code {
  const brackets = pairBrackets(tokens);
  return { text, tokens, brackets, scopes: scopesOf(tokens, brackets) };
}
