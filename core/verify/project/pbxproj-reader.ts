/** A value of a project file: everything in it is text, lists and dicts. */
export type PbxValue = string | PbxValue[] | PbxDict;
export type PbxDict = { readonly [key: string]: PbxValue };

const SPACE = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*/y;
const BARE = /[A-Za-z0-9_$./:-]+/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y;

/**
 * Reads a property list in the old style of Xcode: `{ key = value; }`, `( value, )`.
 *
 * @returns the root dict, and the line on which each object of it begins, by its id
 * @throws Error that names the line
 */
export function readOldPlist(text: string): {
  readonly root: PbxDict;
  readonly lines: ReadonlyMap<string, number>;
} {
  let at = 0;
  const lines = new Map<string, number>();

  function lineNow(): number {
    return text.slice(0, at).split('\n').length;
  }

  function fail(reason: string): never {
    throw new Error(`line ${lineNow()}: ${reason}`);
  }

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    at += match?.[0].length ?? 0;
    return match;
  }

  /** Whether the next sign is this one, which then is taken. */
  function sign(wanted: string): boolean {
    take(SPACE);
    const isNext = text.startsWith(wanted, at);
    at += isNext ? wanted.length : 0;
    return isNext;
  }

  function need(wanted: string, where: string): void {
    const before = at;
    if (!sign(wanted)) {
      at = before; // the line of what it should follow
      fail(`here should be "${wanted}" ${where}`);
    }
  }

  function word(): string | undefined {
    take(SPACE);
    const quoted = take(QUOTED);
    return quoted ? unescaped(quoted[1] ?? '') : take(BARE)?.[0];
  }

  function list(): PbxValue[] {
    const values: PbxValue[] = [];
    while (!sign(')')) {
      values.push(value(2));
      if (!sign(',') && !text.startsWith(')', at)) {
        fail('here should be "," or ")" in a list');
      }
    }
    return values;
  }

  function dict(depth: number): PbxDict {
    const entries = new Map<string, PbxValue>();
    while (!sign('}')) {
      const key = word() ?? fail('here should be a key or "}"');
      if (entries.has(key)) {
        fail(`"${key}" is there twice`);
      }
      if (depth === 1) {
        lines.set(key, lineNow());
      }
      need('=', `behind "${key}"`);
      entries.set(key, value(depth + 1));
      need(';', `behind the value of "${key}"`);
    }
    return Object.fromEntries(entries);
  }

  function value(depth: number): PbxValue {
    if (sign('{')) {
      return dict(depth);
    }
    return sign('(') ? list() : (word() ?? fail('here should be a value'));
  }

  need('{', 'at the beginning');
  const root = dict(0);
  take(SPACE);
  if (at < text.length) {
    fail('nothing may follow the last "}"');
  }
  return { root, lines };
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return text.replaceAll(/\\([\s\S])/g, (_whole, sign: string) => named[sign] ?? sign);
}
