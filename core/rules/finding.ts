/**
 * error: it asserts, crashes, hangs or loses the device; warning: it works by luck; info: style.
 */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a file, for a person: offsets are resolved when it is shown. */
export interface Spot {
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Another place that belongs to the story: where the action was created, the source released. */
export interface RelatedSpot extends Spot {
  /** What is there, a few words in lower case: `the source is released here`. */
  readonly what: string;
}

/** What a rule found. */
export interface Finding extends Spot {
  /** `DK01`, or `parse`, `silencer` for what the checker says of itself. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence: what happens at run time. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly advice: string;
  readonly related: readonly RelatedSpot[];
  /** Method or class that it is in, `AcmeDriver::Stop`; for fingerprints that survive edits. */
  readonly within: string;
}
