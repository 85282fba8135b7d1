import { includesOf } from '../source/includes.ts';
import type { SourceFile } from '../source/source-file.ts';

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
