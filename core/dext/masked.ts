import type { MaskedMacro } from '../source/mask.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';

/** Macros that were hidden from the grammar between two offsets. */
export function maskedIn(file: SourceFile, start: number, end: number): MaskedMacro[] {
  const { masked } = file;
  let low = 0;
  let high = masked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((masked[middle] as MaskedMacro).start < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const found: MaskedMacro[] = [];
  for (let i = low; i < masked.length && (masked[i] as MaskedMacro).start < end; i++) {
    found.push(masked[i] as MaskedMacro);
  }
  return found;
}

/** The text between two offsets, without what was hidden; `_Atomic(…)` is part of a type. */
export function cut(file: SourceFile, start: number, end: number): string {
  let text = file.text.slice(start, end);
  for (const macro of maskedIn(file, start, end)) {
    if (macro.name !== '_Atomic') {
      const length = Math.min(macro.end, end) - macro.start;
      const at = macro.start - start;
      text = text.slice(0, at) + ' '.repeat(length) + text.slice(at + length);
    }
  }
  return text;
}

/** Where what stands before a node ends. */
export function previousEnd(node: SyntaxNode): number {
  const siblings = node.parent?.children ?? [];
  let low = 0;
  let high = siblings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((siblings[middle] as SyntaxNode).start < node.start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return siblings[low - 1]?.end ?? node.parent?.start ?? 0;
}
