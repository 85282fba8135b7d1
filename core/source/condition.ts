import type { Define } from './defines.ts';

/** What a name means to the preprocessor: its definition, null if surely none, else undefined. */
export type MacroLookup = (name: string) => Pick<Define, 'params' | 'body'> | null | undefined;

/** A number, or undefined where it hangs on what only a compiler knows. */
type Value = number | undefined;

/** A condition longer than this is not worth its recursion. */
const LONGEST = 2_000;

const LEVELS: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '==': (a, b) => Number(a === b), '!=': (a, b) => Number(a !== b) },
  {
    '<': (a, b) => Number(a < b),
    '>': (a, b) => Number(a > b),
    '<=': (a, b) => Number(a <= b),
    '>=': (a, b) => Number(a >= b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
];

/**
 * Whether the condition of an `#if` holds.
 *
 * @returns undefined where it depends on macros that the file does not define, or is no condition
 */
export function evaluate(condition: string, lookup: MacroLookup): boolean | undefined {
  if (condition.length > LONGEST) {
    return undefined;
  }
  const tokens = condition.match(/[A-Za-z_$][\w$]*|\d[\w.']*|&&|\|\||[=!<>]=|"[^"]*"|\S/g) ?? [];
  const reader = new Reader(tokens, lookup);
  const value = reader.or();
  return value === undefined || !reader.isDone ? undefined : value !== 0;
}

class Reader {
  private at = 0;
  private readonly tokens: readonly string[];
  private readonly lookup: MacroLookup;

  constructor(tokens: readonly string[], lookup: MacroLookup) {
    this.tokens = tokens;
    this.lookup = lookup;
  }

  get isDone(): boolean {
    return this.at === this.tokens.length;
  }

  or(): Value {
    let value = this.and();
    while (this.takes('||')) {
      const right = this.and();
      value = value || right ? 1 : value === undefined || right === undefined ? undefined : 0;
    }
    return value;
  }

  private and(): Value {
    let value = this.binary(0);
    while (this.takes('&&')) {
      const right = this.binary(0);
      const isZero = value === 0 || right === 0;
      value = isZero ? 0 : value === undefined || right === undefined ? undefined : 1;
    }
    return value;
  }

  private binary(level: number): Value {
    const operators = LEVELS[level];
    if (!operators) {
      return this.unary();
    }
    let value = this.binary(level + 1);
    for (let apply = operators[this.peek()]; apply; apply = operators[this.peek()]) {
      this.at++;
      const right = this.binary(level + 1);
      value = value === undefined || right === undefined ? undefined : apply(value, right);
    }
    return value;
  }

  private unary(): Value {
    const token = this.peek();
    this.at++;
    if (token === '!') {
      const value = this.unary();
      return value === undefined ? undefined : Number(value === 0);
    }
    if (token === '-' || token === '+') {
      const value = this.unary();
      return value === undefined ? undefined : token === '-' ? -value : value;
    }
    if (token === '(') {
      const value = this.or();
      return this.takes(')') ? value : undefined;
    }
    return token === 'defined' ? this.defined() : this.named(token);
  }

  private defined(): Value {
    const inParentheses = this.takes('(');
    const macro = this.lookup(this.peek());
    this.at++;
    if (inParentheses && !this.takes(')')) {
      return undefined;
    }
    return macro === undefined ? undefined : Number(macro !== null);
  }

  private named(token: string): Value {
    if (/^\d/.test(token)) {
      return integer(token);
    }
    if (this.peek() === '(') {
      this.skipCall();
      return undefined;
    }
    const macro = this.lookup(token);
    return macro === null ? 0 : macro?.params === null ? integer(macro.body) : undefined;
  }

  /** `__has_include(<x>)` and the like. */
  private skipCall(): void {
    let depth = 0;
    do {
      depth += this.takes('(') ? 1 : this.takes(')') ? -1 : 0;
      this.at += depth > 0 && this.peek() !== '(' && this.peek() !== ')' ? 1 : 0;
    } while (depth > 0 && !this.isDone);
  }

  private peek(): string {
    return this.tokens[this.at] ?? '';
  }

  private takes(token: string): boolean {
    const isNext = this.peek() === token;
    this.at += isNext ? 1 : 0;
    return isNext;
  }
}

function integer(text: string): Value {
  const [, digits = ''] = /^\(?((?:0[xXbB])?[\da-fA-F']+)[uUlLzZ]*\)?$/.exec(text) ?? [];
  const plain = digits.replaceAll("'", '');
  return plain === '' ? undefined : Number(/^0\d/.test(plain) ? `0o${plain.slice(1)}` : plain);
}
