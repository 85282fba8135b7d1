import { endOfComment, endOfLiteral, type Token } from './scan.ts';

/** A preprocessor line: `#if A` is `if` and `A`. */
export interface Directive {
  readonly name: string;
  /** What follows the name: continued lines joined, comments removed, trimmed. */
  readonly rest: string;
  readonly start: number;
  readonly end: number;
}

/** Reads a token of the kind `directive`. */
export function readDirective(token: Token): Directive {
  const code = codeOf(token.text);
  const [head = '', name = ''] = /^#\s*(\w*)/.exec(code) ?? [];
  return { name, rest: code.slice(head.length).trim(), start: token.start, end: token.end };
}

/** The directive's text on one line and without comments; those in strings are none. */
function codeOf(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  let at = 0;
  const cut = (end: number): void => {
    pieces.push(text.slice(from, at), ' ');
    from = at = end;
  };
  while (at < text.length) {
    const unit = text[at];
    const comment = endOfComment(text, at);
    if (comment > at) {
      cut(comment);
    } else if (unit === '"' || unit === "'") {
      at = endOfLiteral(text, at);
    } else if (unit === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      cut(text.indexOf('\n', at) + 1);
    } else {
      at++;
    }
  }
  pieces.push(text.slice(from));
  return pieces.join('').trim();
}
