import type { Define } from './defines.ts';
import type { Conditional } from './source-file.ts';

/** A word of DriverKit's that was hidden from the grammar: `TYPE(…)`, `LOCALONLY`, `QUEUENAME(…)`. */
export interface MaskedMacro {
  readonly name: string;
  /** The text between the parentheses, trimmed; null where there are none. */
  readonly args: string | null;
  readonly start: number;
  readonly end: number;
}

export interface Masked {
  readonly text: string;
  readonly macros: readonly MaskedMacro[];
  readonly defines: readonly Define[];
  readonly conditionals: readonly Conditional[];
  /** The offset in the original of an offset in the masked text. */
  offsetIn(masked: number): number;
}

/** First version: blocks become lambdas (one character longer), a few macros become blanks. */
export function mask(original: string): Masked {
  const macros: MaskedMacro[] = [];
  let text = original.replace(
    /\b(TYPE|QUEUENAME)\s*\(([^()]*)\)|\b(LOCALONLY|KERNEL|NATIVE|REPLY|LOCAL|INVOKEREPLY)\b|\b(__block)\b/g,
    (all, called?: string, args?: string, bare?: string, block?: string, ...rest: unknown[]) => {
      const start = rest.find((it) => typeof it === 'number') as number;
      macros.push({
        name: called ?? bare ?? block ?? '',
        args: args ?? null,
        start,
        end: start + all.length,
      });
      return all.replace(/[^\n]/g, ' ');
    },
  );
  text = text.replace(/\^\s*(?=\w+\s*\))/g, (all) => `*${all.slice(1)}`);
  const inserted: number[] = [];
  let shift = 0;
  text = text.replace(/\^(?=\s*[{(])/g, (_all, offset: number) => {
    inserted.push(offset + shift + 1);
    shift++;
    return '[]';
  });
  const defines: Define[] = [];
  for (const m of original.matchAll(
    /^[ \t]*#[ \t]*define[ \t]+(\w+)(\(([^()]*)\))?((?:.*\\\n)*.*)$/gm,
  )) {
    defines.push({
      name: m[1] ?? '',
      params:
        m[2] === undefined
          ? null
          : (m[3] ?? '')
              .split(',')
              .map((it) => it.trim())
              .filter(Boolean),
      body: (m[4] ?? '')
        .replace(/\\\n/g, ' ')
        .replace(/\/\/.*$/, '')
        .trim(),
      start: m.index,
    });
  }
  return {
    text,
    macros,
    defines,
    conditionals: [],
    offsetIn: (masked) => {
      let low = 0;
      let high = inserted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((inserted[middle] as number) <= masked) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return masked - low;
    },
  };
}
