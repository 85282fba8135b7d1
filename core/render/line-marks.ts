import type { Origin } from '../plan/change.ts';

/**
 * Follows each line of a template to the output. A template line that begins outside a tag gets
 * an invisible mark, one code point from the private planes; includes and conditions carry marks
 * along as they carry text. After rendering, the marks say which template line each output line
 * began with, and are taken out.
 */
export interface LineMarks {
  /** Reserves marks for the lines of a template and returns the first of them. */
  reserve(template: string, lines: number): number;
  /** Rendered text without its marks, and the origin of each of its lines. */
  strip(marked: string): { text: string; origins: Origin[] };
}

const FIRST_MARK = 0xf0000;
const LAST_MARK = 0x10fffd;
/** The high surrogates of planes 15 and 16, which nothing but our marks uses. */
const MARK = /[\uDB80-\uDBFF]/;
const MARKS = /[\u{F0000}-\u{10FFFD}]/gu;
const TAG = /<%%|%%>|<%|%>|\n/g;

export function createLineMarks(): LineMarks {
  const ranges: { readonly template: string; readonly first: number }[] = [];
  let next = FIRST_MARK;

  function originOf(mark: number): Origin {
    let low = 0;
    let high = ranges.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((ranges[middle]?.first ?? 0) <= mark) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const range = ranges[low];
    return { template: range?.template ?? '', line: mark - (range?.first ?? 0) + 1 };
  }

  return {
    reserve(template, lines) {
      const first = next;
      next += lines;
      if (next > LAST_MARK) {
        throw new Error('the templates have more lines than there are marks');
      }
      ranges.push({ template, first });
      return first;
    },

    strip(marked) {
      const origins: Origin[] = [];
      let origin: Origin | undefined;
      const lines = marked.split('\n').map((line, index, all) => {
        let from = 0;
        while (MARK.test(line.charAt(from))) {
          origin = originOf(line.codePointAt(from) ?? 0);
          from += 2;
        }
        const isLast = index === all.length - 1;
        if (origin && !(isLast && from === line.length)) {
          origins.push(origin);
        }
        const text = line.slice(from);
        return MARK.test(text) ? text.replace(MARKS, '') : text;
      });
      return { text: lines.join('\n'), origins };
    },
  };
}

export function lineCount(text: string): number {
  return text.split('\n').length;
}

/**
 * The text of a template with a mark at the start of each line that is not inside a tag.
 *
 * @param first the mark of line 1, from `reserve`
 */
export function markLines(text: string, first: number): string {
  let marked = String.fromCodePoint(first);
  let line = 0;
  let inTag = false;
  let from = 0;
  for (const { 0: token, index } of text.matchAll(TAG)) {
    if (token === '<%') {
      inTag = true;
    } else if (token === '%>') {
      inTag = false;
    } else if (token === '\n') {
      line++;
      if (!inTag && index + 1 < text.length) {
        marked += text.slice(from, index + 1) + String.fromCodePoint(first + line);
        from = index + 1;
      }
    }
  }
  return marked + text.slice(from);
}
