import type { Directive } from './directives.ts';

/** A `#define` of the file. */
export interface Define {
  readonly name: string;
  /** Names of the parameters; null for a macro without parentheses. A variadic one ends in `...`. */
  readonly params: readonly string[] | null;
  /** What it stands for, continued lines joined and comments removed, trimmed. */
  readonly body: string;
  /** Offset of the `#`. */
  readonly start: number;
  /** Offset of the `#undef`, or of the next definition, that ends it; absent where none does. */
  readonly until?: number;
}

/** Reads a `#define`; undefined where it names nothing. */
export function readDefine({ rest, start }: Directive): Define | undefined {
  const name = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(rest)?.[0];
  if (name === undefined) {
    return undefined;
  }
  const close = rest[name.length] === '(' ? rest.indexOf(')', name.length) : -1;
  if (close === -1) {
    return { name, params: null, body: rest.slice(name.length).trim(), start };
  }
  const params = rest
    .slice(name.length + 1, close)
    .split(',')
    .map((param) => param.trim())
    .filter((param) => param !== '');
  return { name, params, body: rest.slice(close + 1).trim(), start };
}

/** The macros of a file while it is read from top to bottom. */
export class DefineTable {
  private readonly all: Define[] = [];
  /** Where a name's definition is in the list; null once it was undefined. */
  private readonly current = new Map<string, number | null>();

  define(define: Define): void {
    this.end(define.name, define.start);
    this.current.set(define.name, this.all.push(define) - 1);
  }

  undefine(name: string, at: number): void {
    this.end(name, at);
    this.current.set(name, null);
  }

  /** The definition that holds now; null for a name that the file undefined, undefined if unknown. */
  find(name: string): Define | null | undefined {
    const index = this.current.get(name);
    return index == null ? index : this.all[index];
  }

  list(): readonly Define[] {
    return this.all;
  }

  private end(name: string, at: number): void {
    const index = this.current.get(name);
    const known = index == null ? undefined : this.all[index];
    if (index != null && known) {
      this.all[index] = { ...known, until: at };
    }
  }
}
