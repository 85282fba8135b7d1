import type { SourceText } from '../check/analyse.ts';
import { applyReplacements } from '../edit/replacement.ts';
import type { Proposal } from './plan-fixes.ts';

/** The sources with all the fixes made. */
export function edited(
  sources: readonly SourceText[],
  proposals: readonly Proposal[],
): readonly SourceText[] {
  const edits = proposals.flatMap((it) => it.fix.edits);
  return sources.map((source) => {
    const own = edits.filter((it) => it.file.path === source.path);
    return own.length === 0 ? source : { ...source, text: applyReplacements(source.text, own) };
  });
}
