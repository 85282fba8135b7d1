/** A comment of C++ source. */
export interface Comment {
  /** What is in it, without its marks, white space folded. */
  readonly text: string;
  /** Of its first character, both from 1. */
  readonly line: number;
  readonly column: number;
  readonly lastLine: number;
  /** No code stands on its lines. */
  readonly isAlone: boolean;
}

/** What may hold the marks of a comment without being one comes before what they would begin. */
const TOKEN = new RegExp(
  [
    String.raw`(?<comment>//(?:\\\r?\n|[^\n])*|/\*[^]*?(?:\*/|$))`,
    String.raw`\b(?:u8|[uUL])?R"(?<fence>[^()\\\s]{0,16})\([^]*?\)\k<fence>"`,
    String.raw`"(?:\\[^]|[^"\\\n])*"?`,
    String.raw`'(?:\\[^]|[^'\\\n])*'?`,
    // A quote within a number only groups its digits: 1'000'000.
    String.raw`\.?\d(?:'\w|[\w.])*`,
    String.raw`[A-Za-z_]\w*`,
  ].join('|'),
  'g',
);

/** The comments of a text; what looks like one in a literal is none. */
export function commentsIn(text: string): Comment[] {
  const tokens = [...text.matchAll(TOKEN)].filter((token) => token.groups?.comment !== undefined);
  const lines = new LineCounter(text);
  const isCode = withoutComments(text, tokens)
    .split('\n')
    .map((line) => line.trim() !== '');
  return tokens.map((token) => {
    const [raw] = token;
    const start = lines.at(token.index);
    const lastLine = lines.at(token.index + raw.length).line;
    return {
      text: textIn(raw),
      ...start,
      lastLine,
      isAlone: !isCode.slice(start.line - 1, lastLine).includes(true),
    };
  });
}

/** The code alone, on the lines that it is on. */
function withoutComments(text: string, comments: readonly RegExpExecArray[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: raw } of comments) {
    parts.push(text.slice(end, index), raw.replaceAll(/[^\n]+/g, ' '));
    end = index + raw.length;
  }
  return parts.join('') + text.slice(end);
}

function textIn(comment: string): string {
  return comment
    .replace(/^\/[/*]+[!<]?|\*+\/$/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Turns offsets that only grow into lines and columns, in one pass over the text. */
class LineCounter {
  readonly #text: string;
  #line = 1;
  #start = 0;
  #end: number;

  constructor(text: string) {
    this.#text = text;
    this.#end = this.#endFrom(0);
  }

  at(offset: number): { line: number; column: number } {
    while (this.#end < offset) {
      this.#line += 1;
      this.#start = this.#end + 1;
      this.#end = this.#endFrom(this.#start);
    }
    return { line: this.#line, column: offset - this.#start + 1 };
  }

  #endFrom(offset: number): number {
    const end = this.#text.indexOf('\n', offset);
    return end === -1 ? this.#text.length : end;
  }
}
