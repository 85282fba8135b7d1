import type { SourceText } from './analyse.ts';
import { type Comment, commentsIn } from './comments.ts';

/** A comment that silences: `// dext-timer: allow DK06 -- the queue is cancelled above`. */
export interface Silencer {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** As written. */
  readonly ids: readonly string[];
  /** Empty where none is given; then it silences nothing. */
  readonly reason: string;
  /** Lines whose findings it silences, both included; null for the whole file. */
  readonly lines: { readonly from: number; readonly to: number } | null;
  /** It begins like a silencer, and is none. */
  readonly isGarbled: boolean;
}

/** The silencers in a file, understood or not. */
export function silencersIn(source: SourceText): Silencer[] {
  if (!source.text.includes('dext-timer:')) {
    return [];
  }
  const comments = commentsIn(source.text);
  const alone = new Map(comments.filter((it) => it.isAlone).map((it) => [it.line, it]));
  return comments
    .filter((comment) => comment.text.startsWith('dext-timer:'))
    .map((comment) => ({
      path: source.path,
      line: comment.line,
      column: comment.column,
      ...wordsOf(comment, alone),
    }));
}

function wordsOf(comment: Comment, alone: ReadonlyMap<number, Comment>) {
  const words = /^dext-timer: *(allow|allow-file) +([\w-]+(?: *, *[\w-]+)*)(?: *-- *(.*))?$/.exec(
    comment.text,
  );
  const [, verb, ids = '', reason = ''] = words ?? [];
  return {
    ids: ids.split(/ *, */).filter(Boolean),
    reason: reason.trim(),
    lines: verb === 'allow-file' ? null : linesOf(comment, alone),
    isGarbled: words === null,
  };
}

/**
 * Beside code it is for that line. Alone it is for the line below, past other comments there, so
 * that several silencers can stand above one line.
 */
function linesOf(comment: Comment, alone: ReadonlyMap<number, Comment>) {
  if (!comment.isAlone) {
    return { from: comment.line, to: comment.lastLine };
  }
  let next = comment.lastLine + 1;
  for (let below = alone.get(next); below; below = alone.get(next)) {
    next = below.lastLine + 1;
  }
  return { from: next, to: next };
}
