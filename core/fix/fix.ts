import type { Replacement } from '../edit/replacement.ts';
import type { Finding } from '../rules/finding.ts';
import type { RuleSubject } from '../rules/subject.ts';
import type { SourceFile } from '../source/source-file.ts';

/** A change of one file. */
export interface FixEdit extends Replacement {
  readonly file: SourceFile;
}

/** How a finding is put right. */
export interface Fix {
  readonly rule: string;
  /** What is done, in a few words: `Cancel gets an empty block`. */
  readonly title: string;
  readonly edits: readonly FixEdit[];
}

/** A finding, and all that is known of where it was found. */
export interface Found {
  readonly finding: Finding;
  readonly file: SourceFile;
  /** Of the place that the finding names. */
  readonly offset: number;
  readonly subject: RuleSubject;
}

/**
 * Puts a finding right where that can be proved to be safe from what stands around it; null where
 * a person has to decide. Whatever it proposes is checked again before it is written.
 */
export type Fixer = (found: Found) => Fix | null;
