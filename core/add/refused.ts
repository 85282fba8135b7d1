import type { SourceFile } from '../source/source-file.ts';

/** Why a timer is not added. */
export type RefusalCode =
  | 'not-a-service'
  | 'not-dispatched'
  | 'not-understood'
  | 'conditional'
  | 'not-defined'
  | 'not-declared'
  | 'defined-twice'
  | 'inline'
  | 'plain-method'
  | 'unnamed-parameter'
  | 'no-super-stop'
  | 'super-stop-unseen'
  | 'default-queue-replaced'
  | 'other-queue'
  | 'ivars-unseen'
  | 'ivars-deleted-in-stop'
  | 'ivars-made-elsewhere'
  | 'no-source'
  | 'no-place'
  | 'name-taken';

/** Ends the planning: it cannot be sure of something, so nothing is to change. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly file: SourceFile;
  readonly offset: number;

  /** @param at.message what was found, one sentence */
  constructor(at: {
    readonly code: RefusalCode;
    readonly file: SourceFile;
    readonly offset: number;
    readonly message: string;
  }) {
    super(at.message);
    this.name = 'Refused';
    this.code = at.code;
    this.file = at.file;
    this.offset = at.offset;
  }
}
