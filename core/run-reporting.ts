import { UserError } from './errors.ts';
import type { Face } from './face.ts';

/** How the command line wants its errors. */
export interface ErrorStyle {
  /** As one JSON object on stdout, beside the line on stderr. */
  readonly json: boolean;
  /** With the stack. */
  readonly debug: boolean;
}

/**
 * Runs a job and tells a person, or a program that asked for JSON, what went wrong.
 *
 * @param at.job answers the exit status: 0, or 1 where what it found is at fault
 * @returns the exit status: the job's, the error's own, or 1 for what we did not expect
 */
export async function runReporting(at: {
  readonly job: () => Promise<number>;
  readonly face: Pick<Face, 'print' | 'note' | 'paint'>;
  readonly style: ErrorStyle;
}): Promise<number> {
  try {
    return await at.job();
  } catch (error) {
    return report({ ...at, error });
  }
}

/** The one line that a person reads about an error. */
export function messageOf(error: unknown): string {
  return error instanceof UserError
    ? error.message
    : `internal error: ${firstLine(error)}; --debug shows more`;
}

/** The exit status that an error asks for. */
export function exitStatusOf(error: unknown): number {
  return error instanceof UserError ? error.exitStatus : 1;
}

function report(at: {
  readonly error: unknown;
  readonly face: Pick<Face, 'print' | 'note' | 'paint'>;
  readonly style: ErrorStyle;
}): number {
  const { error, face, style } = at;
  const message = messageOf(error);
  if (style.json) {
    const known = error instanceof UserError ? error : undefined;
    const flag = known?.flag ? { flag: known.flag } : {};
    face.print(
      `${JSON.stringify({ error: { code: known?.code ?? 'internal', message, ...flag } })}\n`,
    );
  }
  face.note(`${face.paint.note('red', 'dext-timer:')} ${message}\n`);
  if (style.debug && error instanceof Error) {
    face.note(`${error.stack ?? ''}\n`);
  }
  return exitStatusOf(error);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? message;
}
