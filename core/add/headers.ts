import type { SourceFile } from '../source/source-file.ts';

const INCLUDE = /^#\s*(?:include|import)\s*([<"])([^>"\n]+)[>"]/;
/** What DriverKit's own umbrella brings along. */
const UMBRELLA = 'DriverKit/DriverKit.h';

/** What the code of a timer needs to see, in the order of the alphabet. */
export const TIMER_HEADERS = [
  'DriverKit/IODispatchQueue.h',
  'DriverKit/IOLib.h',
  'DriverKit/IOTimerDispatchSource.h',
  'DriverKit/OSAction.h',
  'os/log.h',
  'time.h',
] as const;

/** What the members of a timer need to see. */
export const IVARS_HEADERS = [
  'DriverKit/IODispatchQueue.h',
  'DriverKit/IOTimerDispatchSource.h',
] as const;

/** Those of the headers that a file does not include. */
export function missingHeaders(file: SourceFile, wanted: readonly string[]): string[] {
  const there = new Set(includesOf(file).map((it) => it.path.replace(/^sys\/time\.h$/, 'time.h')));
  return wanted.filter(
    (it) => !there.has(it) && !(it.startsWith('DriverKit/') && there.has(UMBRELLA)),
  );
}

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
  return [...file.text.matchAll(new RegExp(INCLUDE.source, 'gm'))]
    .filter(({ index }) => isCode(file, index))
    .map((it) => ({ path: it[2] ?? '', isQuoted: it[1] === '"', start: it.index }));
}

/** Whether a place is outside of comments, strings and branches that are never compiled. */
function isCode(file: SourceFile, offset: number): boolean {
  return file.root.children.some(
    (it) => it.type === 'preproc_include' && it.start <= offset && offset < it.end,
  );
}
