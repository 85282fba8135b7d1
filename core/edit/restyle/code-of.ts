import { type Code, readCode } from '../../source/code.ts';
import { scan, type Token } from '../../source/scan.ts';

/** The tokens of a piece, directives and comments left out, with their brackets and scopes. */
export function codeOf(text: string): Code {
  return readCode(
    text,
    scan(text).filter((it) => it.kind !== 'directive'),
  );
}

/** Where the token before an index ends, comments behind it included. */
export function endBefore(text: string, at: number): number {
  return text.slice(0, at).trimEnd().length;
}

/** The index of the first token of the statement or declaration that an index is in. */
export function statementStart({ tokens, brackets }: Code, index: number): number {
  let first = index;
  for (let i = index - 1; i >= 0; i--) {
    const { text } = tokens[i] as Token;
    if (/^[;{}]$/.test(text) || (text === ':' && isLabel(tokens, i))) {
      break;
    }
    const partner = /^[)\]]$/.test(text) ? brackets.partnerOf(i) : -1;
    i = partner === -1 ? i : partner;
    first = i;
  }
  return first;
}

function isLabel(tokens: readonly Token[], colon: number): boolean {
  return /^(?:public|protected|private)$/.test(tokens[colon - 1]?.text ?? '');
}
