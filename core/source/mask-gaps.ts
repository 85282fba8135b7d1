import type { Code } from './code.ts';
import type { Edit } from './edits.ts';
import type { Token } from './scan.ts';
import { TYPE_WORDS } from './words.ts';

/** How one gap of the grammar is bridged: the edits that the token at an index asks for. */
type Bridge = (code: Code, at: number) => readonly Edit[];

/** By the text of the token that gives a gap away. */
const BRIDGES: Readonly<Record<string, readonly Bridge[]>> = {
  '{': [bracedDefault],
  ':': [unnamedEnum, unnamedBitField, labelAtEnd],
  '*': [memberPointer],
  '[': [attribute],
};

/** Plain C++ that the grammar does not know, each as the nearest that it does. */
export function bridgeGaps(code: Code): Edit[] {
  return code.tokens.flatMap(({ kind, text }, at) => {
    if (kind === 'word') {
      return macroInString(code, at);
    }
    const bridges = kind === 'punctuation' && Object.hasOwn(BRIDGES, text) ? BRIDGES[text] : [];
    return bridges?.flatMap((bridge) => bridge(code, at)) ?? [];
  });
}

/** `void f(T x = {})`: any value will do. */
function bracedDefault({ text, tokens, brackets }: Code, at: number): readonly Edit[] {
  const close = tokens[brackets.partnerOf(at)];
  const next = tokens[brackets.partnerOf(at) + 1]?.text;
  if (!close || tokens[at - 1]?.text !== '=' || (next !== ',' && next !== ')')) {
    return [];
  }
  const { start } = tokens[at] as Token;
  return [
    { start, end: start + 1, text: '0' },
    { start: start + 1, end: close.end },
  ].filter(({ end }) => end <= text.length);
}

/** `enum : uint8_t { … }` */
function unnamedEnum({ tokens }: Code, at: number): readonly Edit[] {
  const brace = tokens.findIndex((token, i) => i > at && '{;'.includes(token.text));
  const previous = tokens[at - 1]?.text;
  return previous === 'enum' && tokens[brace]?.text === '{'
    ? [{ start: (tokens[at] as Token).start, end: (tokens[brace - 1] as Token).end }]
    : [];
}

/** `uint8_t : 6;` */
function unnamedBitField({ tokens, scopes }: Code, at: number): readonly Edit[] {
  const [type, before] = [tokens[at - 1], tokens[at - 2]];
  const [width, after] = [tokens[at + 1], tokens[at + 2]];
  const isUnnamed =
    type?.kind === 'word' &&
    before !== undefined &&
    (';{}'.includes(before.text) || TYPE_WORDS.has(type.text));
  return scopes[at] === 'class' && isUnnamed && width?.kind === 'number' && after?.text === ';'
    ? [{ start: (tokens[at] as Token).start, end: width.end }]
    : [];
}

/** `done: }`, which C++23 allows and clang always has. */
function labelAtEnd({ tokens, scopes }: Code, at: number): readonly Edit[] {
  const { start, end } = tokens[at] as Token;
  return tokens[at + 1]?.text === '}' && tokens[at - 1]?.kind === 'word' && scopes[at] === 'code'
    ? [{ start, end, text: ':;' }]
    : [];
}

/** `this->*member` and `it.*member`: as if it were a member of that name. */
function memberPointer({ tokens }: Code, at: number): readonly Edit[] {
  const { start, end } = tokens[at] as Token;
  const previous = tokens[at - 1];
  const isOne = (previous?.text === '->' || previous?.text === '.') && previous.end === start;
  return isOne && tokens[at - 2]?.text !== 'operator' ? [{ start, end }] : [];
}

/** `[[nodiscard]]`, which makes a statement of what follows where types are templates. */
function attribute({ tokens, brackets }: Code, at: number): readonly Edit[] {
  const close = brackets.partnerOf(at);
  const isOne =
    close !== -1 && tokens[at + 1]?.text === '[' && brackets.partnerOf(at + 1) === close - 1;
  return isOne ? [{ start: (tokens[at] as Token).start, end: (tokens[close] as Token).end }] : [];
}

/** `"%" PRIu64 "\n"` */
function macroInString({ tokens }: Code, at: number): readonly Edit[] {
  const { start, end } = tokens[at] as Token;
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  const isOne =
    before?.kind === 'literal' &&
    before.text.endsWith('"') &&
    before.end < start &&
    tokens[at - 2]?.text !== 'extern' &&
    tokens[at - 2]?.text !== 'operator' &&
    after !== undefined &&
    (after.kind === 'literal' || after.kind === 'word' || ',);'.includes(after.text));
  return isOne ? [{ start, end }] : [];
}
