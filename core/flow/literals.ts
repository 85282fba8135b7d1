import { number, type Value } from './values.ts';

/** The value of a number as it is written. */
export function literal(text: string): Value {
  const digits = text.replaceAll("'", '').replace(/[uUlLzZ]+$/, '');
  try {
    const octal = /^0[0-7]+$/.test(digits);
    return number(BigInt(octal ? `0o${digits.slice(1)}` : digits));
  } catch {
    // A fraction: its value turns no branch that we follow, and units may be scaled by it.
    return { ...number(1), tags: new Set(['converted']) };
  }
}
