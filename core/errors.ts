/** What the process answers: 1 a fault of project, pack or disk, 2 of the command line, 130 cancelled. */
export type ExitStatus = 1 | 2 | 130;

/** What an error of ours is made from. `message` is one line: what is wrong, the value, what to do. */
export interface ErrorFacts {
  /** Short stable word for scripts, for example `unsafe-path`; shown by `--json`. */
  readonly code: string;
  readonly message: string;
  /** The flag at fault as typed on the command line, for example `--interval`. */
  readonly flag?: string | undefined;
  /** The error underneath, kept for debugging. */
  readonly cause?: unknown;
}

/** An error meant for a person: a face prints its message alone, without a stack. */
export class UserError extends Error {
  readonly code: string;
  readonly exitStatus: ExitStatus;
  readonly flag?: string;

  constructor(facts: ErrorFacts & { readonly exitStatus: ExitStatus }) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.code = facts.code;
    this.exitStatus = facts.exitStatus;
    if (facts.flag !== undefined) this.flag = facts.flag;
  }
}

/** The command line is wrong, or an answer is missing and nobody can be asked. Exit status 2. */
export class UsageError extends UserError {
  constructor(facts: ErrorFacts) {
    super({ ...facts, exitStatus: 2 });
  }
}

/** A flag that the command does not have; team templates may have it. Exit status 2. */
export class UnknownFlag extends UsageError {}

/** The project, a template pack or the disk is at fault. Exit status 1. */
export class ProjectError extends UserError {
  constructor(facts: ErrorFacts) {
    super({ ...facts, exitStatus: 1 });
  }
}

/** The person said no, or pressed Ctrl-C. Exit status 130. */
export class Cancelled extends UserError {
  constructor(facts: Partial<ErrorFacts> = {}) {
    super({
      code: 'cancelled',
      message: 'Cancelled. Nothing was written.',
      ...facts,
      exitStatus: 130,
    });
  }
}
