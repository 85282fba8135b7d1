import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import { lineStart, nextLine, withComments } from './lines.ts';

const INCLUDE = /^#\s*(?:include|import)\s*([<"])([^>"\n]+)[>"]/;
/** What DriverKit's own umbrella brings along. */
const UMBRELLA = 'DriverKit/DriverKit.h';

/** What the code of a timer needs to see. */
export const TIMER_HEADERS = [
  'os/log.h',
  'time.h',
  'DriverKit/IODispatchQueue.h',
  'DriverKit/IOLib.h',
  'DriverKit/IOTimerDispatchSource.h',
  'DriverKit/OSAction.h',
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

interface Include {
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

/** The headers that belong together: those of DriverKit, and those that every program may have. */
export function inGroups(headers: readonly string[]): (readonly string[])[] {
  const groups = [isSystem, isDriverKit].map((isOfGroup) => headers.filter(isOfGroup));
  return groups.filter((it) => it.length > 0);
}

function isDriverKit(path: string): boolean {
  return path.startsWith('DriverKit/');
}

function isSystem(path: string): boolean {
  return /^(?:(?:os|sys|mach|machine|libkern)\/)?[a-z0-9_]+(?:\.h)?$/.test(path);
}

/** Whether a place is outside of comments, strings and branches that are never compiled. */
function isCode(file: SourceFile, offset: number): boolean {
  return file.root.children.some(
    (it) => it.type === 'preproc_include' && it.start <= offset && offset < it.end,
  );
}

/**
 * Where includes of one group go: behind the last one of that group which is compiled in any case,
 * and where there is none before those of DriverKit, or behind all others.
 *
 * @param headers one group of them
 * @param before what needs them
 */
export function includePlace(
  file: SourceFile,
  headers: readonly string[],
  before: SyntaxNode,
): number {
  const usable = includesOf(file).filter(
    (it) => it.start < before.start && !conditionalAt(file, it.start),
  );
  const isOfGroup = headers.every(isDriverKit) ? isDriverKit : isSystem;
  const last = usable.findLast((it) => !it.isQuoted && isOfGroup(it.path));
  const next = last ? undefined : usable.find((it) => !it.isQuoted && isDriverKit(it.path));
  if (next) {
    return lineStart(file, next.start);
  }
  const behind = last ?? usable.at(-1);
  if (behind) {
    return nextLine(file, behind.start);
  }
  const guard = /^#\s*(?:pragma\s+once|ifndef\s+(\w+)[^\n]*\n#\s*define\s+\1\b)[^\n]*\n/m.exec(
    file.text.slice(0, before.start),
  );
  return guard ? guard.index + guard[0].length : withComments(file, before) || lineStart(file, 0);
}
