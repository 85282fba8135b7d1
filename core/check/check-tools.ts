import type { Face } from '../face.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { SourceText } from './analyse.ts';

/** What `check` works with beside its options. */
export interface CheckTools {
  readonly face: Face;
  readonly rules: readonly Rule[];
  /** Stands in for the real one where the rules themselves are not the point. */
  readonly analyse?: (sources: readonly SourceText[]) => Promise<Finding[]>;
}
