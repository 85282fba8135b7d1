/** A `#define` of the file. */
export interface Define {
  readonly name: string;
  /** Names of the parameters; null for a macro without parentheses. A variadic one ends in `...`. */
  readonly params: readonly string[] | null;
  /** What it stands for, continued lines joined and comments removed, trimmed. */
  readonly body: string;
  /** Offset of the `#`. */
  readonly start: number;
}
