import { type Include, includesOf } from '../source/includes.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import { lineStart, nextLine, withComments } from './lines.ts';

/** Headers that go to one place, in the order of the alphabet. */
export interface Includes {
  readonly offset: number;
  readonly headers: readonly string[];
}

/** Headers of the system itself: `time.h`, `os/log.h`. */
const OF_THE_SYSTEM = /^(?:(?:os|sys|mach|machine|libkern)\/)?[a-z0-9_]+(?:\.h)?$/;

/**
 * Where includes go: among those of their kind that are compiled in any case, in the order of the
 * alphabet where these keep it, else behind them.
 *
 * @param before what needs them; undefined where that comes at the end of the file
 * @param headers in the order of the alphabet
 */
export function includePlaces(
  file: SourceFile,
  before: SyntaxNode | undefined,
  headers: readonly string[],
): Includes[] {
  const usable = includesOf(file).filter(
    (it) => it.start < (before?.start ?? Infinity) && !conditionalAt(file, it.start),
  );
  const places = headers.map((header) => {
    const place = placeOf(file, usable, header);
    return { header, ...(place ?? { offset: topOf(file, before), isBehind: true }) };
  });
  // What stands behind the include above comes before what stands in front of the one below.
  const offsets = [...new Set(places.map((it) => it.offset))];
  return offsets.map((offset) => {
    const here = places.filter((it) => it.offset === offset);
    const sorted = here.toSorted((a, b) => Number(b.isBehind) - Number(a.isBehind));
    return { offset, headers: sorted.map((it) => it.header) };
  });
}

interface Place {
  readonly offset: number;
  /** Behind an include of its kind, and not in front of one. */
  readonly isBehind: boolean;
}

/** Where one goes; undefined where nothing is included. */
function placeOf(file: SourceFile, usable: readonly Include[], header: string): Place | undefined {
  const angled = usable.filter((it) => !it.isQuoted);
  const alike = angled.filter((it) => isSameKind(it.path, header));
  const inC = alike.filter((it) => it.path.endsWith('.h'));
  const kind = inC.length > 0 ? inC : alike;
  const peers = kind.length > 0 || OF_THE_SYSTEM.test(header) ? kind : angled;
  const isBefore = orderOf(peers);
  if (isBefore) {
    const previous = peers.findLast((it) => isBefore(it.path, header));
    const [first] = peers;
    if (previous) {
      return { offset: nextLine(file, previous.start), isBehind: true };
    }
    if (first && canPrecede(file, usable, first)) {
      return { offset: lineStart(file, first.start), isBehind: false };
    }
  }
  // What comes with the system stands before what comes with DriverKit.
  const next = kind.length > 0 ? undefined : angled.find((it) => it.path.startsWith('DriverKit/'));
  if (next) {
    return { offset: lineStart(file, next.start), isBehind: false };
  }
  const last = kind.at(-1) ?? usable.at(-1);
  return last && { offset: nextLine(file, last.start), isBehind: true };
}

function isSameKind(path: string, header: string): boolean {
  return OF_THE_SYSTEM.test(header)
    ? OF_THE_SYSTEM.test(path)
    : path.split('/')[0] === header.split('/')[0];
}

/** The order that several includes keep, if they keep one. */
function orderOf(
  includes: readonly Include[],
): ((path: string, other: string) => boolean) | undefined {
  const orders = [
    (path: string, other: string) => path < other,
    (path: string, other: string) => path.toLowerCase() < other.toLowerCase(),
  ];
  return orders.find(
    (isBefore) =>
      includes.length > 1 &&
      includes.slice(1).every((it, i) => isBefore(includes[i]?.path ?? '', it.path)),
  );
}

/** The first of all, or one with a comment, may have to stand where it stands. */
function canPrecede(file: SourceFile, usable: readonly Include[], include: Include): boolean {
  const line = file.text.slice(include.start, nextLine(file, include.start));
  const above = file.text.slice(0, lineStart(file, include.start)).trimEnd();
  return !/\/[/*]/.test(line) && usable.some((it) => endsAt(file, it, above));
}

function endsAt(file: SourceFile, { start }: Include, text: string): boolean {
  return file.text.slice(0, nextLine(file, start)).trimEnd() === text;
}

/** Behind an include guard, or before what needs them. */
function topOf(file: SourceFile, before: SyntaxNode | undefined): number {
  const guard = /^#\s*(?:pragma\s+once|ifndef\s+(\w+)[^\n]*\n#\s*define\s+\1\b)[^\n]*\n/m.exec(
    file.text.slice(0, before?.start),
  );
  return guard ? guard.index + guard[0].length : before ? withComments(file, before) : 0;
}
