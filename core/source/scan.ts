/** What a stretch of C++ is, as far as masking needs to know; comments and spaces are none. */
export type TokenKind = 'word' | 'number' | 'literal' | 'punctuation' | 'directive';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TWO_CHARACTERS = new Set(
  ':: -> ++ -- && || == != <= >= += -= *= /= %= &= |= ^= ##'.split(' '),
);
const RAW_PREFIX = /^(?:u8|[uUL])?R$/;
const LITERAL_PREFIX = /^(?:u8|[uUL])$/;

/**
 * Cuts C++ into tokens. A whole directive, continued lines included, is one token; a string or a
 * character that is not closed ends with its line, as compilers recover. Never throws.
 */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let atLineStart = true;
  let at = 0;
  const add = (kind: TokenKind, end: number): void => {
    tokens.push({ kind, text: text.slice(at, end), start: at, end });
    at = end;
  };
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const comment = endOfComment(text, at);
    if (comment > at) {
      at = comment;
    } else if (isSpace(unit)) {
      atLineStart ||= unit === 10;
      at++;
    } else if (unit === 35 && atLineStart) {
      add('directive', endOfDirective(text, at));
    } else {
      atLineStart = false;
      if (isDigit(unit) || (unit === 46 && isDigit(text.charCodeAt(at + 1)))) {
        add('number', endOfNumber(text, at));
      } else if (unit === 34 || unit === 39) {
        add('literal', endOfLiteral(text, at));
      } else if (isWordStart(unit)) {
        const end = endOfWord(text, at);
        const literal = endOfPrefixed(text, at, end);
        add(literal > end ? 'literal' : 'word', literal);
      } else {
        add('punctuation', at + (TWO_CHARACTERS.has(text.slice(at, at + 2)) ? 2 : 1));
      }
    }
  }
  return tokens;
}

/** Where a comment at this place ends; `at` itself where there is none. */
export function endOfComment(text: string, at: number): number {
  if (text[at] !== '/') {
    return at;
  }
  if (text[at + 1] === '/') {
    return endOfLine(text, at);
  }
  if (text[at + 1] === '*') {
    const close = text.indexOf('*/', at + 2);
    return close === -1 ? text.length : close + 2;
  }
  return at;
}

/** Where a string or a character, its quote at `at`, ends. */
export function endOfLiteral(text: string, at: number): number {
  const quote = text[at];
  for (let end = at + 1; end < text.length; end++) {
    const unit = text[end];
    if (unit === quote) {
      return end + 1;
    }
    if (unit === '\n') {
      return end;
    }
    if (unit === '\\') {
      end += text[end + 1] === '\r' && text[end + 2] === '\n' ? 2 : 1;
    }
  }
  return text.length;
}

/** The line feed that ends the line, or the end of the text; a backslash continues a line. */
function endOfLine(text: string, at: number): number {
  for (let feed = text.indexOf('\n', at); feed !== -1; feed = text.indexOf('\n', feed + 1)) {
    if (!isContinued(text, feed)) {
      return text[feed - 1] === '\r' ? feed - 1 : feed;
    }
  }
  return text.length;
}

function isContinued(text: string, feed: number): boolean {
  return text[feed - 1] === '\\' || (text[feed - 1] === '\r' && text[feed - 2] === '\\');
}

function endOfDirective(text: string, from: number): number {
  const isMessage = /^#\s*(?:error|warning|pragma)\b/.test(text.slice(from, from + 40));
  let at = from;
  while (at < text.length) {
    const comment = endOfComment(text, at);
    if (comment > at) {
      at = comment;
    } else if (!isMessage && (text[at] === '"' || text[at] === "'")) {
      at = endOfLiteral(text, at);
    } else if (text[at] === '\n' && !isContinued(text, at)) {
      return text[at - 1] === '\r' ? at - 1 : at;
    } else {
      at++;
    }
  }
  return text.length;
}

function endOfNumber(text: string, at: number): number {
  let end = at + 1;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    const isSign = (unit === 43 || unit === 45) && /[eEpP]/.test(text[end - 1] ?? '');
    const isSeparator = unit === 39 && isWordPart(text.charCodeAt(end + 1));
    // `0xE+1` is, to the standard, one wrong number; nobody writes it, and everybody reads a sum
    if (!isWordPart(unit) && unit !== 46 && !isSign && !isSeparator) {
      break;
    }
  }
  return end;
}

function endOfWord(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && isWordPart(text.charCodeAt(end))) {
    end++;
  }
  return end;
}

/** Where the literal ends that a word like `u8` or `LR` begins; the end of the word otherwise. */
function endOfPrefixed(text: string, at: number, end: number): number {
  const next = text[end];
  if (end - at > 3 || (next !== '"' && next !== "'")) {
    return end;
  }
  const word = text.slice(at, end);
  if (next === '"' && RAW_PREFIX.test(word)) {
    const open = text.indexOf('(', end);
    const delimiter = open === -1 ? ' ' : text.slice(end + 1, open);
    if (delimiter.length <= 16 && !/[\s()\\"]/.test(delimiter)) {
      const close = text.indexOf(`)${delimiter}"`, open);
      return close === -1 ? text.length : close + delimiter.length + 2;
    }
  }
  return LITERAL_PREFIX.test(word) ? endOfLiteral(text, end) : end;
}

function isSpace(unit: number): boolean {
  return unit <= 32 || unit === 0xfeff || unit === 0xa0;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isWordStart(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    unit === 95 ||
    unit === 36 ||
    unit > 127
  );
}

function isWordPart(unit: number): boolean {
  return isWordStart(unit) || isDigit(unit);
}
