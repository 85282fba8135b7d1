import { isFirstInLine, type Lexeme, leadingAt, lexemesOf } from './lexemes.ts';

/** An opening bracket whose closing one has not come yet. */
interface Open {
  readonly text: string;
  readonly at: number;
  /** Of a switch, whose statements stand below labels. */
  readonly isSwitch: boolean;
  /** Of a class: the level that its `public:` is on, where that is one. */
  readonly labelStep: string;
}

const LABEL = /^(?:public|protected|private|case|default)$/;

/**
 * By how much lines are indented below the line of the brace that they are in, one entry for each
 * line that says so. Continuation lines, labels and what is below a label say nothing.
 */
export function indentSteps(text: string): string[] {
  const steps: string[] = [];
  const open: Open[] = [];
  const code = lexemesOf(text).filter((it) => it.kind !== 'comment' && it.kind !== 'directive');
  for (const [index, lexeme] of code.entries()) {
    if (/^[)\]}]$/.test(lexeme.text)) {
      open.pop();
    }
    const inner = open.at(-1);
    if (inner?.text === '{' && !inner.isSwitch && beginsLine(text, code, index)) {
      const above = leadingAt(text, inner.at);
      const leading = leadingAt(text, lexeme.start);
      const step = leading.startsWith(above) ? leading.slice(above.length) : '';
      // Two levels, the label's and its own; or one, and a label half way.
      const isTwice = inner.labelStep !== '' && step === inner.labelStep + inner.labelStep;
      if (step !== '' && !isTwice) {
        steps.push(step);
      }
    }
    if (/^[([{]$/.test(lexeme.text)) {
      const isSwitch = lexeme.text === '{' && isOfSwitch(code, index);
      const labelStep = lexeme.text === '{' ? labelStepOf(text, code, index) : '';
      open.push({ text: lexeme.text, at: lexeme.start, isSwitch, labelStep });
    }
  }
  return steps;
}

/** A statement or member begins here, and its line with it. */
function beginsLine(text: string, code: readonly Lexeme[], index: number): boolean {
  const lexeme = code[index] as Lexeme;
  const before = code[index - 1]?.text ?? '';
  const isLabel = LABEL.test(lexeme.text) || code[index + 1]?.text === ':';
  return (
    /^[;{}]$/.test(before) &&
    !/^[{}]$/.test(lexeme.text) &&
    !isLabel &&
    isFirstInLine(text, lexeme.start)
  );
}

/** By how much `public:` behind a brace is indented; nothing where that is less than a level. */
function labelStepOf(text: string, code: readonly Lexeme[], brace: number): string {
  const [open, label] = [code[brace], code[brace + 1]];
  if (!open || !label || !/^(?:public|protected|private)$/.test(label.text)) {
    return '';
  }
  const [above, leading] = [open, label].map((it) => leadingAt(text, it.start));
  const step = leading?.startsWith(above ?? '') ? leading.slice(above?.length) : '';
  return isFirstInLine(text, label.start) && step !== ' ' ? step : '';
}

function isOfSwitch(code: readonly Lexeme[], brace: number): boolean {
  let depth = 0;
  for (let i = brace - 1; i >= 0 && brace - i < 60; i--) {
    const text = code[i]?.text ?? '';
    depth += text === ')' ? 1 : text === '(' ? -1 : 0;
    if (depth === 0) {
      return text === '(' && code[i - 1]?.text === 'switch';
    }
  }
  return false;
}

/**
 * By how much a text indents: what most of its lines do. Where none is in a brace, the least that
 * one is deeper than another; our own step where all are equal.
 */
export function indentStep(text: string): string {
  const counts = new Map<string, number>();
  for (const step of indentSteps(text)) {
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? (/^\t/m.test(text) ? '\t' : leastStep(text));
}

/** More than this is no step: something is aligned. */
const WIDEST_STEP = 8;

function leastStep(text: string): string {
  const widths = [...text.matchAll(/^( *)[^\s#]/gm)].map((it) => it[1]?.length ?? 0);
  const outermost = Math.min(...widths);
  const least = Math.min(...widths.filter((it) => it > outermost)) - outermost;
  return ' '.repeat(least <= WIDEST_STEP ? least : 4);
}
