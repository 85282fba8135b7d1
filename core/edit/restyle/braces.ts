import type { Code } from '../../source/code.ts';
import type { Token } from '../../source/scan.ts';
import { isFirstInLine, isSameLine, leadingAt, lineStart } from '../lexemes.ts';
import { applyReplacements, type Replacement } from '../replacement.ts';
import type { Placement, Style } from '../style.ts';
import { codeOf, endBefore, statementStart } from './code-of.ts';
import { functionHeads } from './function-heads.ts';

/** What belongs to a brace: how it is to stand, and the index of what its line begins with. */
interface Wanted {
  readonly placement: Placement;
  readonly first: number;
}

const WITH_CONDITION = new Set(['if', 'for', 'while', 'switch', 'constexpr']);
const RECORDS = new Set(['class', 'struct', 'union', 'enum']);

/** Opening braces and `else` where the style has them; those of blocks and values stay. */
export function withBraces(text: string, style: Style): string {
  const code = codeOf(text);
  const heads = new Map(functionHeads(code).map((it) => [it.brace, it.first]));
  const changes = code.tokens.flatMap((token, index): Replacement[] => {
    if (token.text === 'else') {
      return placeElse(code, index, style.elseWord);
    }
    const close = token.text === '{' ? code.tokens[code.brackets.partnerOf(index)] : undefined;
    if (!close || isSameLine(text, token.start, close.start)) {
      return [];
    }
    const head = heads.get(index);
    const wanted: Wanted | null =
      head === undefined
        ? wantedInside(code, index, style)
        : { placement: style.functionBrace, first: head };
    return wanted ? place(code, index, wanted) : [];
  });
  return applyReplacements(text, changes);
}

function wantedInside(code: Code, brace: number, style: Style): Wanted | null {
  const { tokens, brackets } = code;
  const before = tokens[brace - 1]?.text ?? '';
  if (before === 'else' || before === 'do') {
    return { placement: style.innerBrace, first: brace - 1 };
  }
  if (before === ')') {
    const word = brackets.partnerOf(brace - 1) - 1;
    return WITH_CONDITION.has(tokens[word]?.text ?? '')
      ? { placement: style.innerBrace, first: word }
      : null;
  }
  const first = statementStart(code, brace);
  const isRecord = tokens.slice(first, brace).some((it) => RECORDS.has(it.text));
  return isRecord && before !== '=' ? { placement: style.recordBrace, first } : null;
}

function place({ text, tokens }: Code, brace: number, { placement, first }: Wanted): Replacement[] {
  const { start: at, end: behind } = tokens[brace] as Token;
  const start = endBefore(text, at);
  const isOwnLine = !isSameLine(text, start, at);
  if (isOwnLine === (placement === 'own line') || (isOwnLine && takesNoMore(text, start))) {
    return [];
  }
  if (isOwnLine) {
    return [{ start, end: at, text: ' ' }];
  }
  const leading = leadingAt(text, tokens[first]?.start ?? 0);
  // A comment behind the brace is about the condition, and stays with it.
  const comment = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*\*\/)(?=\n)/.exec(text.slice(behind))?.[0] ?? '';
  return [{ start, end: behind + comment.length, text: `${comment}\n${leading}{` }];
}

function placeElse({ text, tokens }: Code, index: number, placement: Placement): Replacement[] {
  const brace = tokens[index - 1];
  const end = tokens[index]?.start ?? 0;
  if (brace?.text !== '}' || !isFirstInLine(text, brace.start)) {
    return [];
  }
  const isOwnLine = !isSameLine(text, brace.end, end);
  if (isOwnLine === (placement === 'own line') || text.slice(brace.end, end).trim() !== '') {
    return [];
  }
  const leading = leadingAt(text, brace.start);
  return [{ start: brace.end, end, text: isOwnLine ? ' ' : `\n${leading}` }];
}

/** A line comment would swallow what is put behind it, and so would a directive. */
function takesNoMore(text: string, end: number): boolean {
  return /\/\/|^\s*#/.test(text.slice(lineStart(text, end), end));
}
