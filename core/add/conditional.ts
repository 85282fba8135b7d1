import type { Conditional, SourceFile } from '../source/source-file.ts';

/** The conditional region that a place is in, include guards left out; undefined for none. */
export function conditionalAt(file: SourceFile, offset: number): Conditional | undefined {
  return file.conditionals.find((it) => it.start < offset && offset < it.end && !isGuard(file, it));
}

/** `#ifndef X`, `#define X` behind it. */
function isGuard(file: SourceFile, { start, end }: Conditional): boolean {
  const text = file.text.slice(start, end);
  const [, name] =
    /^#\s*(?:ifndef\s+(\w+)|if\s+!\s*defined\s*\(?\s*(\w+)\s*\)?)[^\n]*\n/
      .exec(text)
      ?.filter(Boolean) ?? [];
  return name !== undefined && new RegExp(`^[^\\n]*\\n\\s*#\\s*define\\s+${name}\\b`).test(text);
}
