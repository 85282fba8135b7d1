import type { Origin } from '../plan/change.ts';

/**
 * Follows each line of a template to the output. A template line that begins outside a tag gets
 * an invisible mark, one code point from the private planes; includes and conditions carry marks
 * along as they carry text. After rendering, the marks say which template line each output line
 * began with, and are taken out.
 */
export interface LineMarks {
  /** The text of a template with a mark at the start of each line that is not inside a tag. */
  mark(template: string, text: string): string;
  /** The origin of each line of a text that was rendered from marked templates. */
  originsOf(marked: string): Origin[];
}

const FIRST_MARK = 0xf0000;
const LAST_MARK = 0x10fffd;
const TAG = /<%%|%%>|<%|%>|\n/g;

export function createLineMarks(): LineMarks {
  const lines: Origin[] = [];

  function next(origin: Origin): string {
    const mark = FIRST_MARK + lines.length;
    if (mark > LAST_MARK) {
      throw new Error('the templates have more lines than there are marks');
    }
    lines.push(origin);
    return String.fromCodePoint(mark);
  }

  return {
    mark(template, text) {
      let line = 1;
      let marked = next({ template, line });
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
            marked += text.slice(from, index + 1) + next({ template, line });
            from = index + 1;
          }
        }
      }
      return marked + text.slice(from);
    },

    originsOf(marked) {
      const origins: Origin[] = [];
      let origin: Origin | undefined;
      for (const line of marked.split('\n')) {
        // The last mark before the text: a partial may be included behind an indentation.
        for (const char of /^[ \t\u{F0000}-\u{10FFFD}]*/u.exec(line)?.[0] ?? '') {
          const mark = char.codePointAt(0) ?? 0;
          origin = mark >= FIRST_MARK ? lines[mark - FIRST_MARK] : origin;
        }
        if (origin) {
          origins.push(origin);
        }
      }
      // What follows the last line break is no line, unless there is text.
      return marked.replace(/[\u{F0000}-\u{10FFFD}]/gu, '').endsWith('\n')
        ? origins.slice(0, -1)
        : origins;
    },
  };
}
