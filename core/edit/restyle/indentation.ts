import { scan } from '../../source/scan.ts';
import { indentStep } from '../indentation.ts';
import type { Style } from '../style.ts';

/** So many steps deeper than the line above are no levels: something is aligned. */
const MOST_STEPS = 2;

interface Line {
  readonly text: string;
  /** Null for a line that is not ours to move: blank, a directive, the inside of a literal. */
  readonly leading: string | null;
}

/** Indents in steps of the style. */
export function withIndentation(text: string, style: Style, indent?: string): string {
  const step = indentStep(text);
  const lines = linesOf(text);
  const outermost = commonLeading(lines);
  const base = indent ?? inSteps(outermost, step, style.indent);
  let above: { readonly old: number; readonly leading: string } | null = null;
  return lines
    .map(({ text: line, leading }) => {
      if (leading === null) {
        return line;
      }
      const inner = leading.slice(outermost.length);
      const width = widthOf(inner, step);
      const isAligned: boolean = above !== null && width - above.old > MOST_STEPS * columnsOf(step);
      const moved: string =
        above && isAligned
          ? above.leading + ' '.repeat(width - above.old)
          : base + inSteps(inner, step, style.indent);
      above = isAligned ? above : { old: width, leading: moved };
      return moved + line.slice(leading.length);
    })
    .join('\n');
}

function linesOf(text: string): Line[] {
  const tokens = scan(text).filter((it) => /\n/.test(it.text) || it.kind === 'directive');
  let at = 0;
  return text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    const isFixed =
      line.trim() === '' ||
      line.startsWith('#') ||
      tokens.some((it) => it.start < start && start < it.end);
    return { text: line, leading: isFixed ? null : (/^[ \t]*/.exec(line)?.[0] ?? '') };
  });
}

function commonLeading(lines: readonly Line[]): string {
  const all = lines.flatMap((it) => it.leading ?? []);
  return all.reduce((common, it) => {
    let length = 0;
    while (length < common.length && common[length] === it[length]) {
      length++;
    }
    return common.slice(0, length);
  }, all[0] ?? '');
}

/** Columns; a tab counts for one step. */
function widthOf(leading: string, step: string): number {
  return [...leading].reduce((sum, it) => sum + (it === '\t' ? columnsOf(step) : 1), 0);
}

/** As wide as a step is shown; a tab like four spaces, which are our own step. */
function columnsOf(step: string): number {
  return step === '\t' ? 4 : step.length;
}

/** Whole steps in the new unit, the rest in spaces. */
function inSteps(leading: string, step: string, unit: string): string {
  const width = widthOf(leading, step);
  const columns = columnsOf(step);
  const levels = step === '\t' ? leading.split('\t').length - 1 : Math.floor(width / columns);
  return unit.repeat(levels) + ' '.repeat(width - levels * columns);
}
