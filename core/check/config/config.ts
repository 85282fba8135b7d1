import type { Severity } from '../../rules/finding.ts';

/** What a project says of check. */
export interface Config {
  /** Where it is said; null for the defaults. */
  readonly file: ConfigFile | null;
  /** Patterns as in .gitignore, relative to the folder of the file. */
  readonly ignore: readonly string[];
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly maxWarnings: number | null;
}

/** A configuration file: absolute place, and its path and text as messages show it. */
export interface ConfigFile {
  readonly place: string;
  /** Relative to the working directory, separated by `/`. */
  readonly path: string;
  readonly text: string;
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
