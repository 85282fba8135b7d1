import stringWidth from 'string-width';
import { escapeInvisible } from '../../options/quote.ts';
import type { Spot } from '../../rules/finding.ts';

/** Columns that a line of code may take. */
const WIDTH = 100;
/** So much of a cut line stands before the place itself. */
const BEFORE = 40;
const TAB = 4;

/** A line of code as it may be printed, and where in it the mark goes. */
export interface CodeLine {
  readonly text: string;
  /** Columns on the screen before the mark, and that it takes. */
  readonly indent: number;
  readonly width: number;
}

/**
 * The line of a spot: tabs are blanks, nothing in it can steer a terminal, and a long one is cut
 * around the spot. The mark is below the word that begins there.
 *
 * @returns undefined where the text has no such line, or nothing is on it
 */
export function codeLine(text: string, spot: Spot): CodeLine | undefined {
  const line = text
    .split('\n', spot.line)
    .at(spot.line - 1)
    ?.replace(/\r$/, '');
  if (text.length === 0 || line === undefined || line.trim() === '') {
    return undefined;
  }
  const at = Math.min(spot.column - 1, line.length);
  const word = /^[\w~]+|^./u.exec(line.slice(at))?.[0] ?? ' ';
  const before = shown(line.slice(0, at), 0);
  const marked = shown(word, stringWidth(before));
  const after = shown(line.slice(at + word.length), stringWidth(before + marked));
  return cut(before, marked, after);
}

function cut(before: string, marked: string, after: string): CodeLine {
  const left =
    stringWidth(before + marked + after) > WIDTH && stringWidth(before) > BEFORE
      ? `…${[...before].slice(-BEFORE).join('')}`
      : before;
  const whole = [...left, ...marked, ...after];
  const text = whole.length > WIDTH ? `${whole.slice(0, WIDTH - 1).join('')}…` : whole.join('');
  const indent = stringWidth(left);
  return {
    text: text.trimEnd(),
    indent,
    width: Math.max(1, Math.min(stringWidth(marked), WIDTH - indent)),
  };
}

/** @param from columns before it, for the tabs in it */
function shown(text: string, from: number): string {
  let result = '';
  for (const part of text.split(/(\t)/)) {
    result +=
      part === '\t'
        ? ' '.repeat(TAB - ((from + stringWidth(result)) % TAB))
        : escapeInvisible(part);
  }
  return result;
}
