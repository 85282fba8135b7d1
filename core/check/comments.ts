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
  return tokens.map((token) => {
    const [raw] = token;
    const end = token.index + raw.length;
    const start = lines.at(token.index);
    return {
      text: textIn(raw),
      ...start,
      lastLine: lines.at(end).line,
      isAlone: isBlank(lineBefore(text, token.index)) && isBlank(lineAfter(text, end)),
    };
  });
}

function textIn(comment: string): string {
  return comment
    .replace(/^\/[/*]+[!<]?|\*+\/$/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Other comments on the line do not count as code. */
function isBlank(part: string): boolean {
  return part.replaceAll(/\/\*.*?\*\/|\/\/.*/g, '').trim() === '';
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function lineAfter(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end === -1 ? undefined : end);
}

/** Turns offsets that only grow into lines and columns, in one pass over the text. */
class LineCounter {
  readonly #text: string;
  #line = 1;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): { line: number; column: number } {
    for (
      let next = this.#text.indexOf('\n', this.#start);
      next !== -1 && next < offset;
      next = this.#text.indexOf('\n', this.#start)
    ) {
      this.#line += 1;
      this.#start = next + 1;
    }
    return { line: this.#line, column: offset - this.#start + 1 };
  }
}
