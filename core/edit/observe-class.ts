import type { SourceFile } from '../source/source-file.ts';
import { childIn, childOf, descend, type SyntaxNode } from '../source/syntax.ts';
import { isFirstInLine, isSameLine, leadingAt } from './lexemes.ts';
import type { Tally } from './tally.ts';

/** What an `.iig` declares again whenever it wants to have it. */
const OVERRIDES = new Set(
  'init free Start Stop SetPowerState NewUserClient handleStart'.split(' '),
);

/** Counts how the members of a class are laid out. */
export function observeClass(file: SourceFile, list: SyntaxNode, tally: Tally): void {
  const { text } = file;
  const labels = list.children.filter((it) => it.type === 'access_specifier');
  const members = list.children.filter((it) => /^(?:field_)?declaration$/.test(it.type));
  const methods = members.filter((it) => methodIn(it));
  if (labels.length === 0 && methods.length === 0) {
    return; // a struct with data
  }
  const own = leadingAt(text, list.parent?.start ?? list.start);
  const count = (aspect: 'accessIndent' | 'memberIndent', node: SyntaxNode) => {
    const leading = leadingAt(text, node.start);
    if (isFirstInLine(text, node.start) && leading.startsWith(own)) {
      tally.count(aspect, leading.slice(own.length));
    }
  };
  for (const label of labels) {
    count('accessIndent', label);
  }
  for (const member of members) {
    count('memberIndent', member);
  }
  for (const method of methods) {
    observeMethod(file, method, tally);
  }
}

function methodIn(node: SyntaxNode): SyntaxNode | undefined {
  return [...descend(node)].find((it) => it.type === 'function_declarator');
}

function observeMethod(file: SourceFile, node: SyntaxNode, tally: Tally): void {
  const { text } = file;
  const type = childIn(node, 'type');
  const method = methodIn(node) as SyntaxNode;
  const name = childIn(method, 'declarator');
  if (type && name) {
    tally.count('declaredName', isSameLine(text, type.end, name.start) ? 'same line' : 'own line');
    if (OVERRIDES.has(text.slice(name.start, name.end))) {
      tally.count('override', childOf(method, 'virtual_specifier') !== undefined);
      tally.count('virtual', /\bvirtual\b/.test(text.slice(node.start, type.start)));
    }
  }
  const end = text.indexOf(';', method.end);
  for (const { name: word, start } of file.masked) {
    if (word === 'TYPE' && start >= method.end && start < end) {
      const before = text.slice(0, start).trimEnd().length;
      tally.count('attribute', isSameLine(text, before, start) ? 'same line' : 'own line');
    }
  }
}
