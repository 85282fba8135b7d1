import type { State } from './state.ts';

/** Which values were compared with which numbers other than zero, and the symbols of the tests. */
export class Comparisons {
  readonly #tests = new Map<number, Map<bigint, number>>();
  readonly #compared = new Map<number, number>();

  /**
   * The symbol of a test for equality: the same comparison of the same value has the same outcome
   * wherever it stands.
   */
  testOf(value: number, other: bigint, make: () => number): number {
    const tests = this.#tests.get(value) ?? new Map<bigint, number>();
    const test = tests.get(other) ?? make();
    this.#tests.set(value, tests.set(other, test));
    this.#compared.set(test, value);
    return test;
  }

  /** The value that a test compares; undefined for a test of another kind. */
  comparedBy(test: number): number | undefined {
    return this.#compared.get(test);
  }

  /** Whether a value is known to be another number, zero included. */
  isAnother(state: State, value: number, other: bigint): boolean {
    const tests = [...(this.#tests.get(value) ?? [])];
    return (
      state.facts.get(value) === 'zero' ||
      tests.some(([number, test]) => number !== other && state.facts.get(test) === 'nonzero')
    );
  }
}
