import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';

/** Where the line of an offset begins. */
export function lineStart({ text }: SourceFile, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line behind that of an offset begins; the end of the text for the last one. */
export function nextLine({ text }: SourceFile, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}

/** What a line begins with that an offset is in. */
export function leadingOf(file: SourceFile, offset: number): string {
  return /^[ \t]*/.exec(file.text.slice(lineStart(file, offset)))?.[0] ?? '';
}

/** Whether only white space stands before an offset in its line. */
export function beginsLine(file: SourceFile, offset: number): boolean {
  return file.text.slice(lineStart(file, offset), offset).trim() === '';
}

/** Whether nothing but a comment stands behind an offset in its line. */
export function endsLine(file: SourceFile, offset: number): boolean {
  const rest = file.text.slice(offset, nextLine(file, offset)).trim();
  return /^(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/)?$/.test(rest);
}

/** Whether the line before an offset, which begins a line, has nothing in it. */
export function followsBlank(file: SourceFile, offset: number): boolean {
  return offset === 0 || file.text.slice(lineStart(file, offset - 1), offset).trim() === '';
}

/** Where the mark begins that opens a section, if a place is the first in it; else that place. */
export function aboveMark({ text }: SourceFile, offset: number): number {
  const mark = /(?:^|\n)([ \t]*(?:#\s*pragma\s+mark\b|\/\/\s*MARK\b)[^\n]*\n\s*)$/.exec(
    text.slice(0, offset),
  );
  return mark ? offset - (mark[1]?.length ?? 0) : offset;
}

/** Where a declaration begins with the comments and marks that stand on the lines right above. */
export function withComments(file: SourceFile, node: SyntaxNode): number {
  const comments = (node.parent?.children ?? []).filter((it) => it.type === 'comment');
  let at = lineStart(file, node.start);
  for (;;) {
    const above = lineStart(file, at - 1);
    const comment = comments.find(
      (it) => it.end <= at && nextLine(file, it.end) === at && beginsLine(file, it.start),
    );
    if (at > 0 && comment) {
      at = lineStart(file, comment.start);
    } else if (at > 0 && /^#\s*pragma\s+mark\b/.test(file.text.slice(above, at))) {
      at = above;
    } else {
      return at;
    }
  }
}
