import { leadingAt } from '../edit/lexemes.ts';
import { lineEndAt } from '../edit/line-ends.ts';
import type { SourceFile } from '../source/source-file.ts';
import { enclosing, type SyntaxNode } from '../source/syntax.ts';
import type { Fix, Found } from './fix.ts';
import { callAt, eventsAt, namesIn, nodeAt, textOf } from './places.ts';

/**
 * DK03: the local action that is never given back is released in the line behind SetHandler. Only
 * where the variable is not used any more from there on, but for macros that skip a null.
 */
export function releaseAction(found: Found): Fix | null {
  const { file } = found;
  const created = eventsAt(found, 'create')[0]?.event;
  const object = created?.object;
  const name = created?.place?.owner === null ? created.place.name : null;
  const calls = new Map(
    found.subject.classes
      .flatMap((it) => it.runs)
      .flatMap((it) => it.events)
      .flatMap((it) => (it.kind === 'set-handler' && it.site.file === file ? [it] : []))
      .filter(
        (it) =>
          it.action.kind === 'pointer' && it.action.object.site?.start === object?.site?.start,
      )
      .map((it) => [it.site.start, it.site]),
  );
  const [site, ...more] = calls.values();
  const call = site && callAt(file, site);
  const statement = call && statementOf(call.node);
  const body = statement && enclosing(statement, 'function_definition');
  const at = created && nodeAt(file, created.site, 'call_expression');
  const argument = call?.args[0];
  if (!name || !argument || !statement || !body || !at || more.length > 0) {
    return null;
  }
  const isHere = textOf(file, argument) === name && enclosing(at, 'function_definition') === body;
  const later = namesIn(file, body, name).filter((it) => it.start >= statement.end);
  return isHere &&
    later.every((it) => skipsNull(file, it)) &&
    !isInBranch(file, statement, body, name)
    ? {
        rule: 'DK03',
        title: 'the action is released right behind SetHandler',
        edits: [{ file, ...behind(file, statement, `OSSafeReleaseNULL(${name});`) }],
      }
    : null;
}

/** The statement that a call is, or that takes its result; not one in a condition or without braces. */
function statementOf(call: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = call; at; at = at.parent) {
    if (at.type === 'expression_statement' || at.type === 'declaration') {
      return at.parent?.type === 'compound_statement' ? at : undefined;
    }
    if (/_statement$|_clause$/.test(at.type)) {
      return undefined;
    }
  }
  return undefined;
}

/** Whether a branch of the preprocessor behind the statement says the name: it may not be read. */
function isInBranch(
  file: SourceFile,
  statement: SyntaxNode,
  body: SyntaxNode,
  name: string,
): boolean {
  return file.conditionals.some(
    ({ start, end }) =>
      start > body.start &&
      end > statement.end &&
      start < body.end &&
      new RegExp(`\\b${name}\\b`).test(file.text.slice(start, end)),
  );
}

function skipsNull(file: SourceFile, name: SyntaxNode): boolean {
  const call = enclosing(name, 'call_expression');
  return call !== undefined && /^OSSafeReleaseNULL\s*\(\s*\w+\s*\)$/.test(textOf(file, call));
}

/** A new line behind a statement, and behind the comment in its line. */
function behind(file: SourceFile, statement: SyntaxNode, text: string) {
  const { text: all } = file;
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?=\r?\n)/.exec(
    all.slice(statement.end),
  )?.[0];
  const at = statement.end + (rest?.length ?? 0);
  const lineEnd = rest === undefined ? ' ' : lineEndAt(all, at) + leadingAt(all, statement.start);
  return { start: at, end: at, text: lineEnd + text };
}
