import { endOfComment, scan, type Token } from '../source/scan.ts';

/** A token or a comment. */
export interface Lexeme extends Omit<Token, 'kind'> {
  readonly kind: Token['kind'] | 'comment';
}

/** All of a text but its white space, in order. */
export function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let from = 0;
  for (const token of [...scan(text), null]) {
    lexemes.push(...commentsIn(text, from, token?.start ?? text.length));
    if (token) {
      lexemes.push(token);
      from = token.end;
    }
  }
  return lexemes;
}

function commentsIn(text: string, from: number, to: number): Lexeme[] {
  const comments: Lexeme[] = [];
  for (let at = text.indexOf('/', from); at !== -1 && at < to; at = text.indexOf('/', at)) {
    const end = endOfComment(text, at);
    comments.push({ kind: 'comment', text: text.slice(at, end), start: at, end });
    at = Math.max(end, at + 1);
  }
  return comments;
}

/** Where the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** The white space that the line of an offset begins with. */
export function leadingAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at + 1))?.[0] ?? '';
}

/** Whether nothing but white space stands before an offset in its line. */
export function isFirstInLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

/** Whether two offsets are in one line. */
export function isSameLine(text: string, from: number, to: number): boolean {
  return !text.slice(from, to).includes('\n');
}
