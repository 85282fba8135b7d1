import type { Code } from '../../source/code.ts';
import { indentStep } from '../indentation.ts';
import { leadingAt, lineStart } from '../lexemes.ts';
import { applyReplacements, type Replacement } from '../replacement.ts';
import type { Style } from '../style.ts';
import { codeOf, endBefore, statementStart } from './code-of.ts';
import { nameBefore } from './function-heads.ts';
import { placeName } from './place-name.ts';

/** The longest line that we make by joining two, its indentation left out. */
const LONGEST_LINE = 120;

/** A method that a class declares: indexes of tokens. */
interface Declared {
  readonly first: number;
  readonly name: number;
  /** What follows the parameters, the semicolon left out. */
  readonly behind: readonly number[];
}

/** Methods as a class declares them: the name, `TYPE(…)`, `virtual` and `override` in the style. */
export function withDeclarations(text: string, style: Style): string {
  const named = change(text, (code, it) => placeName(code, it, style.declaredName));
  const placed = change(named, (code, it) => placeAttribute(code, it, style));
  const begun = style.virtual ? placed : change(placed, dropVirtual);
  return style.override ? begun : change(begun, dropOverride);
}

function change(text: string, by: (code: Code, it: Declared) => Replacement[]): string {
  const code = codeOf(text);
  return applyReplacements(
    text,
    declaredIn(code).flatMap((it) => by(code, it)),
  );
}

/** Only what is certainly no call: `virtual` before it, or words behind its parameters. */
function declaredIn(code: Code): Declared[] {
  return code.tokens.flatMap(({ text }, end) => {
    if (text !== ';' || code.scopes[end] === 'code') {
      return [];
    }
    const found = declaredBefore(code, end);
    return found ?? [];
  });
}

function declaredBefore(code: Code, end: number): Declared | null {
  const { tokens, brackets } = code;
  const first = statementStart(code, end);
  const open = tokens.findIndex((it, index) => index > first && index < end && it.text === '(');
  const close = open === -1 ? -1 : brackets.partnerOf(open);
  if (close === -1 || tokens[open - 1]?.kind !== 'word') {
    return null;
  }
  const name = nameBefore(tokens, open);
  const behind: number[] = [];
  for (let i = close + 1; i < end; i++) {
    if (tokens[i]?.kind !== 'word') {
      return null;
    }
    behind.push(i);
    i = tokens[i + 1]?.text === '(' ? brackets.partnerOf(i + 1) : i;
    if (i === -1) {
      return null;
    }
  }
  const isSure = tokens[first]?.text === 'virtual' || behind.length > 0;
  const isTyped =
    name > first && tokens.slice(first, name).every((it) => /^[\w:*&<>]+$/.test(it.text));
  return isSure && isTyped ? { first, name, behind } : null;
}

function placeAttribute(code: Code, { first, behind }: Declared, style: Style): Replacement[] {
  const { text, tokens } = code;
  const index = behind.find((it) => tokens[it]?.text === 'TYPE');
  const word = index === undefined ? undefined : tokens[index];
  if (!word) {
    return [];
  }
  const start = endBefore(text, word.start);
  const isOwnLine = text.slice(start, word.start).includes('\n');
  const leading = leadingAt(text, tokens[first]?.start ?? 0);
  if (style.attribute === 'own line') {
    const own = `\n${leading}${indentStep(text)}`;
    return isOwnLine ? [] : [{ start, end: word.start, text: own }];
  }
  const rest = text.slice(word.start).split('\n', 1)[0] ?? '';
  const joined = text.slice(lineStart(text, start), start).trimStart().length + 1 + rest.length;
  const isComment = /\/\/[^\n]*$/.test(text.slice(lineStart(text, start), start));
  return isOwnLine && joined <= LONGEST_LINE && !isComment
    ? [{ start, end: word.start, text: ' ' }]
    : [];
}

/** Only before what is declared again: DriverKit's own methods are virtual anyway. */
function dropVirtual({ tokens }: Code, { first, behind }: Declared): Replacement[] {
  const [word, next] = [tokens[first], tokens[first + 1]];
  const isOverride = behind.some((it) => tokens[it]?.text === 'override');
  return isOverride && word?.text === 'virtual' && next
    ? [{ start: word.start, end: next.start, text: '' }]
    : [];
}

function dropOverride({ text, tokens }: Code, { behind }: Declared): Replacement[] {
  return behind.flatMap((index) => {
    const word = tokens[index];
    return word?.text === 'override'
      ? [{ start: endBefore(text, word.start), end: word.end, text: '' }]
      : [];
  });
}
