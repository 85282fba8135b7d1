import type { JsonFile } from '../../json/json-file.ts';
import type { Severity } from '../../rules/finding.ts';

/** What a project says of check. */
export interface Config {
  /** Where it is said; null for the defaults. */
  readonly file: JsonFile | null;
  /** Patterns as in .gitignore, relative to the folder of the file. */
  readonly ignore: readonly string[];
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly maxWarnings: number | null;
}

/** What is said of one rule. */
export interface RuleSetting {
  readonly severity: Severity | 'off';
  /** Always there where the rule is off. */
  readonly reason: string | null;
  /** Where it is said, both from 1. */
  readonly line: number;
  readonly column: number;
}

export const NO_CONFIG: Config = { file: null, ignore: [], rules: new Map(), maxWarnings: null };
