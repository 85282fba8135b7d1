import type { SourceFile } from './source-file.ts';

const INCLUDE = /^#\s*(?:include|import)\s*([<"])([^>"\n]+)[>"]/gm;

/** A line that includes a file. */
export interface Include {
  /** As written. */
  readonly path: string;
  /** In quotes, not in angle brackets. */
  readonly isQuoted: boolean;
  readonly start: number;
}

/** Every file that a file includes. */
export function includesOf(file: SourceFile): Include[] {
  return [...file.text.matchAll(INCLUDE)]
    .filter(({ index }) => isCode(file, index))
    .map((it) => ({ path: it[2] ?? '', isQuoted: it[1] === '"', start: it.index }));
}

/** Whether a place is outside of comments, strings and branches that are never compiled. */
function isCode(file: SourceFile, offset: number): boolean {
  return file.root.children.some(
    (it) => it.type === 'preproc_include' && it.start <= offset && offset < it.end,
  );
}
