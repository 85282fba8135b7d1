import { sha256Hex } from '../hash.ts';

/** Where one line of an output file came from. */
export interface Origin {
  /** Template path relative to its root, for example `timer/handler.ejs`. */
  readonly template: string;
  /** Line in that template, from 1. */
  readonly line: number;
}

/**
 * The origin of each output line, index 0 for line 1; or the template that was copied byte for
 * byte, line for line. Empty for what no template made.
 */
export type Origins = readonly Origin[] | { readonly copiedFrom: string };

/** A file that we mean to write, before anybody looked at the disk. */
export interface OutputFile {
  /** Relative to the plan's root, separated by `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: FileMode;
  /** Found by rendering once more, when somebody asks: only a line at fault needs it. */
  readonly origins: () => Origins;
}

/** Plain file or executable script: the two modes that a project needs. */
export type FileMode = 0o644 | 0o755;

/** An output file together with what stood in its place when the plan was made. */
export interface Change extends OutputFile {
  /** SHA-256 (hex) of the bytes that were there, or null where there was no file. */
  readonly before: string | null;
}

export type Action = 'create' | 'change' | 'identical';

/** A list of changes below one folder. The plan is data: it is shown, verified and committed. */
export interface Plan {
  /** Absolute path of the folder that all change paths are relative to. */
  readonly root: string;
  /** The folder below the root that is the project; left out where the root itself is. */
  readonly project?: string | undefined;
  readonly changes: readonly Change[];
}

/** What committing a change will do. */
export function actionOf(change: Change): Action {
  if (change.before === null) {
    return 'create';
  }
  return change.before === sha256Hex(change.bytes) ? 'identical' : 'change';
}
