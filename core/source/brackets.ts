import type { Token } from './scan.ts';

/** Which bracket belongs to which, by the index of their tokens. */
export interface Brackets {
  /** The index of the other one; -1 where there is none, or where the token is no bracket. */
  partnerOf(index: number): number;
  /** Brackets without a partner, in the order of the text. */
  readonly lonely: readonly Token[];
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Pairs brackets. A brace outranks what is open inside it, so that a lost parenthesis spoils its
 * own block only.
 */
export function pairBrackets(tokens: readonly Token[]): Brackets {
  const partner = new Int32Array(tokens.length).fill(-1);
  const lonely: Token[] = [];
  const open: number[] = [];
  let braces = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'punctuation') {
      continue;
    }
    if (token.text === '(' || token.text === '[' || token.text === '{') {
      open.push(index);
      braces += token.text === '{' ? 1 : 0;
      continue;
    }
    const opening = CLOSES[token.text];
    if (opening === undefined) {
      continue;
    }
    const opens = (at: number | undefined) => at !== undefined && tokens[at]?.text === opening;
    while (opening === '{' && braces > 0 && !opens(open.at(-1))) {
      lonely.push(tokens[open.pop() as number] as Token);
    }
    if (!opens(open.at(-1))) {
      lonely.push(token);
      continue;
    }
    const at = open.pop() as number;
    braces -= opening === '{' ? 1 : 0;
    partner[at] = index;
    partner[index] = at;
  }
  lonely.push(...open.map((at) => tokens[at] as Token));
  lonely.sort((a, b) => a.start - b.start);
  return { partnerOf: (index) => partner[index] ?? -1, lonely };
}
