import { isFirstInLine, leadingAt, lineStart } from '../edit/lexemes.ts';
import { styleAt } from '../edit/style.ts';
import type { SourceFile } from '../source/source-file.ts';
import { descend, enclosing, type SyntaxNode } from '../source/syntax.ts';
import type { Fix, FixEdit, Found } from './fix.ts';
import { textOf } from './places.ts';

const DELETES = /^\s*(?:IOSafeDeleteNULL|IODelete|IOSafeDelete)\s*\(\s*ivars\b/;

/**
 * DK33: what free() does with its ivars goes into `if (ivars)`. Only for statements that stand
 * together at the top of free(), in lines of their own, and are the only ones that use ivars.
 */
export function guardIvars(found: Found): Fix | null {
  const { file, offset, finding } = found;
  const body = finding.message.includes('ivars are null here') ? bodyAt(found) : undefined;
  const statements = body?.children.filter((it) => it.named) ?? [];
  const using = statements.filter(
    (it) => usesIvars(file, it) && !DELETES.test(textOf(file, it)) && it.type !== 'comment',
  );
  const first = using[0];
  const last = using.at(-1);
  if (!first || !last || !using.some((it) => it.start <= offset && offset < it.end)) {
    return null;
  }
  const between = statements.filter((it) => first.start <= it.start && it.end <= last.end);
  const isWhole = between.every(
    (it) => (it.type === 'comment' || using.includes(it)) && it.type !== 'declaration',
  );
  const isPlain = between.every((it) => !leaves(it) && isFirstInLine(file.text, it.start));
  return isWhole && isPlain && !hasDirective(file, first, last)
    ? {
        rule: 'DK33',
        title: 'free() tests the ivars before it uses them',
        edits: wrapped(file, first, last),
      }
    : null;
}

function bodyAt({ file, offset }: Found): SyntaxNode | undefined {
  const inside = (node: SyntaxNode) => node.start <= offset && offset < node.end;
  const innermost = [...descend(file.root, inside)].filter(inside).at(-1);
  const method = innermost && enclosing(innermost, 'function_definition');
  const isFree =
    method &&
    /::\s*free(?:_Impl)?\s*\(|,\s*free\s*\)/.test(textOf(file, method).split('{', 1)[0] ?? '');
  return isFree ? method.children.find((it) => it.type === 'compound_statement') : undefined;
}

function usesIvars(file: SourceFile, node: SyntaxNode): boolean {
  return [...descend(node)].some((it) => it.type === 'identifier' && textOf(file, it) === 'ivars');
}

/** Goes somewhere else, or is gone to. */
function leaves(node: SyntaxNode): boolean {
  return [...descend(node)].some((it) =>
    /^(?:return_statement|goto_statement|labeled_statement|break_statement)$/.test(it.type),
  );
}

function hasDirective({ text }: SourceFile, first: SyntaxNode, last: SyntaxNode): boolean {
  return /^[ \t]*#|\\\r?$|R"/m.test(text.slice(lineStart(text, first.start), last.end));
}

/** One level deeper, between the lines of a test. */
function wrapped(file: SourceFile, first: SyntaxNode, last: SyntaxNode): FixEdit[] {
  const { text } = file;
  const style = styleAt(file, first.start);
  const leading = leadingAt(text, first.start);
  const brace = style.innerBrace === 'own line' ? `${style.lineEnd}${leading}{` : ' {';
  const head = `${leading}if${style.keywordSpace ? ' ' : ''}(ivars)${brace}${style.lineEnd}`;
  const from = lineStart(text, first.start);
  const feed = text.indexOf('\n', last.end);
  const end = feed === -1 ? text.length : feed + 1;
  const insertion = (at: number, what: string): FixEdit => ({
    file,
    start: at,
    end: at,
    text: what,
  });
  const edits = [insertion(from, head + style.indent)];
  for (let at = text.indexOf('\n', from) + 1; at > 0 && at < end; at = text.indexOf('\n', at) + 1) {
    if (!/^[ \t]*\r?\n/.test(text.slice(at, end))) {
      edits.push(insertion(at, style.indent));
    }
  }
  return [...edits, insertion(end, `${leading}}${style.lineEnd}`)];
}
