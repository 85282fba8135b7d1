import { isFirstInLine, type Lexeme, leadingAt, lexemesOf } from '../lexemes.ts';
import { applyReplacements, type Replacement } from '../replacement.ts';
import type { Style } from '../style.ts';

/** Line comments as block comments, where the file has those. */
export function withComments(text: string, style: Style): string {
  if (style.comment === '//') {
    return text;
  }
  return applyReplacements(
    text,
    runsOf(text).flatMap((run) => asBlock(text, run) ?? []),
  );
}

/** Line comments; those in lines of their own, one below the other, are one. */
function runsOf(text: string): Lexeme[][] {
  const runs: Lexeme[][] = [];
  for (const lexeme of lexemesOf(text)) {
    if (lexeme.kind !== 'comment' || !lexeme.text.startsWith('//')) {
      continue;
    }
    const run = runs.at(-1);
    const above = run?.at(-1);
    const isBelow =
      above &&
      isFirstInLine(text, above.start) &&
      /^\n[ \t]*$/.test(text.slice(above.end, lexeme.start)) &&
      leadingAt(text, above.start) === leadingAt(text, lexeme.start);
    if (isBelow) {
      run?.push(lexeme);
    } else {
      runs.push([lexeme]);
    }
  }
  return runs;
}

/** Null where the words would end the block, or are of a line that goes on. */
function asBlock(text: string, run: readonly Lexeme[]): Replacement | null {
  const [first] = run;
  const last = run.at(-1);
  const lines = run.map((it) => it.text.replace(/^\/\/+!?/, '').trimEnd());
  if (!first || !last || lines.some((it) => it.includes('*/') || it.includes('\n'))) {
    return null;
  }
  const [only = ''] = lines;
  const leading = leadingAt(text, first.start);
  const block =
    lines.length === 1
      ? `/*${only} */`
      : ['/*', ...lines.map((it) => `${leading} *${it}`), `${leading} */`].join('\n');
  return { start: first.start, end: last.end, text: block };
}
