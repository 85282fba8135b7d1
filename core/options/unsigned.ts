import type { Parsed } from './parsed.ts';
import { quote } from './quote.ts';

/**
 * Reads an unsigned integer: decimal digits, or hex digits after `0x`. No sign and no spaces;
 * leading zeros mean nothing, so `007` is seven (there is no octal).
 *
 * @param limits.largest largest value that is allowed, for example 0xFFFF
 */
export function parseUnsigned(text: string, limits: { readonly largest: number }): Parsed<number> {
  const allowed = `0 to ${limits.largest} (0x${limits.largest.toString(16).toUpperCase()})`;
  if (!/^(?:[0-9]+|0[xX][0-9a-fA-F]+)$/.test(text)) {
    return {
      problem: `${quote(text)} is not a number; allowed are ${allowed}, in decimal, or in hex after 0x.`,
    };
  }
  const value = BigInt(text);
  if (value > BigInt(limits.largest)) {
    return { problem: `${quote(text)} is too large; allowed are ${allowed}.` };
  }
  return { value: Number(value) };
}

/** A 16-bit id as four hex digits after 0x, the way vendor tables print it: 0x05AC. */
export function formatId(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(4, '0')}`;
}
