import { sha256Hex } from '../../hash.ts';
import type { Finding } from '../../rules/finding.ts';

/**
 * Names each finding so that it is known again when code around it moves: made of its rule, its
 * file, what it is in and its line of code, white space aside. Equal ones are counted.
 */
export class Fingerprints {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #lines = new Map<string, readonly string[]>();
  readonly #seen = new Map<string, number>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** To be asked in the order of the findings. */
  of(finding: Finding): string {
    const { rule, path, within } = finding;
    const code = this.#linesOf(path)[finding.line - 1]?.replaceAll(/\s+/g, '') ?? '';
    const key = JSON.stringify([rule, path, within, code]);
    const count = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, count);
    return `${sha256Hex(new TextEncoder().encode(key)).slice(0, 32)}:${count}`;
  }

  #linesOf(path: string): readonly string[] {
    const lines = this.#lines.get(path) ?? this.#texts.get(path)?.split('\n') ?? [];
    this.#lines.set(path, lines);
    return lines;
  }
}
