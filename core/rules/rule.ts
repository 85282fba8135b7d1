import type { Finding, Severity } from './finding.ts';
import type { RuleSubject } from './subject.ts';

/** An example: a whole small dext, file name to text; names and code of our own. */
export type Example = Readonly<Record<string, string>>;

/** One rule: everything that is known of it, in one file. */
export interface Rule {
  /** `DK01`. */
  readonly id: string;
  /** What must hold, in a few words: "no Cancel on a timer's action". */
  readonly title: string;
  /** The severity of its gravest finding. */
  readonly severity: Severity;
  /** What it detects, and what it leaves alone, in a sentence or two. */
  readonly detects: string;
  /** What happens at run time, and why. */
  readonly why: string;
  /** Where that is known from: header, source, documentation, field report. */
  readonly evidence: string;
  /** How to put it right, in words. */
  readonly fix: string;
  /** Code that it finds, at the line that ends in `// <id>`. */
  readonly bad: Example;
  /** The same, put right: no rule finds anything. */
  readonly good: Example;
  /** Where a related spot or the severity depends on the case, the finding says so itself. */
  check(subject: RuleSubject): Finding[];
}
