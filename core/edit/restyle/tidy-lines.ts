import { scan } from '../../source/scan.ts';

/** No white space at the end of a line, and no more than one blank line in a row. */
export function tidyLines(text: string): string {
  const literals = scan(text).filter((it) => it.kind === 'literal' && it.text.includes('\n'));
  const isLiteral = (at: number) => literals.some((it) => it.start < at && at < it.end);
  return text
    .replace(/[ \t]+(?=\n)/g, (blanks: string, at: number) => (isLiteral(at) ? blanks : ''))
    .replace(/\n{3,}/g, (feeds: string, at: number) => (isLiteral(at) ? feeds : '\n\n'));
}
