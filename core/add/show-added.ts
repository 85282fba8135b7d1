import type { NextStep } from '../show/next-steps.ts';
import type { Paint } from '../show/paint.ts';
import { unifiedDiff } from '../show/unified-diff.ts';
import type { TextChange } from './changes.ts';
import type { Piece } from './outcome.ts';

/** All changes as one patch. */
export function patchOf(texts: readonly TextChange[], paint: Paint): string {
  return texts.map((change) => unifiedDiff({ ...change, paint })).join('');
}

/** One line a file: its path, and how many lines it gains. */
export function fileLines(texts: readonly TextChange[], paint: Paint): string {
  const width = Math.max(...texts.map((it) => it.path.length));
  return texts
    .map((it) => {
      const lines = linesOf(it.after) - linesOf(it.before);
      return `  ${it.path.padEnd(width)}  ${paint('green', `+${lines}`)}\n`;
    })
    .join('');
}

/** The pieces that have anything in them: a file may have what one would bring. */
export function realPieces(pieces: readonly Piece[]): Piece[] {
  return pieces.filter((it) => it.text.trim() !== '');
}

/** The pieces for somebody who puts them in by hand: each with its place above it. */
export function piecesText(pieces: readonly Piece[], paint: Paint): string {
  return pieces
    .map(({ name, where, text }, index) => {
      const title = paint('bold', `${index + 1}. ${name}`);
      return `${title}\n   ${where}\n\n${text.replace(/\n*$/, '\n')}`;
    })
    .join('\n');
}

/** The contract's JSON object. */
export function addedAsJson(of: {
  readonly project: string;
  readonly files: readonly { readonly path: string; readonly action: 'change' | 'identical' }[];
  readonly next: readonly NextStep[];
  readonly pieces?: readonly Piece[];
}): string {
  const { project, files, pieces } = of;
  const object = {
    project,
    files: files.map(({ path, action }) => ({ path, action })),
    next: of.next.map((step) => step.command),
    ...(pieces && { pieces: pieces.map(({ name, where, text }) => ({ name, where, text })) }),
  };
  return `${JSON.stringify(object)}\n`;
}

function linesOf(text: string): number {
  return text.split('\n').length;
}
