import type { Define } from '../source/defines.ts';
import type { SourceFile } from '../source/source-file.ts';
import { conditionalAt } from './conditional.ts';

/**
 * The macro that a file logs with: `Log(format, …)`, by that or another name, which is os_log with
 * something around the message. Null where it has none that holds to the end of the file.
 */
export function logMacroOf(file: SourceFile): string | null {
  const usable = file.defines.filter(
    (it) => it.until === undefined && !conditionalAt(file, it.start) && isLog(it),
  );
  const found = usable.find((it) => it.name === 'Log') ?? usable[0];
  return found?.name ?? null;
}

function isLog({ params, body }: Define): boolean {
  const [format, rest, ...others] = params ?? [];
  if (format === undefined || rest !== '...' || others.length > 0) {
    return false;
  }
  const inside = /^os_log\(\s*OS_LOG_DEFAULT\s*,([\s\S]*)\)$/.exec(body)?.[1] ?? '';
  const code = inside.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  // The format is the first argument, and what is written behind it in a call comes last.
  const [first = ''] = code.split(',');
  return new RegExp(`\\b${format}\\b`).test(first) && /,\s*(?:##\s*)?__VA_ARGS__\s*$/.test(code);
}
