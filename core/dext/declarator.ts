import type { SourceFile } from '../source/source-file.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { fold } from './type-name.ts';

/** What stands around a declared name: `*timers[4]`, `Start(IOService * provider) override`. */
export interface Declarator {
  readonly node: SyntaxNode;
  /** Null for an unnamed parameter. */
  readonly nameNode: SyntaxNode | null;
  /** The parts of a qualified name, `['Acme', 'Start']`; empty without a name. */
  readonly path: readonly string[];
  /** The function_declarator, where the name is that of a function and not of a pointer to one. */
  readonly callable: SyntaxNode | null;
}

const NAMES = new Set([
  'identifier',
  'field_identifier',
  'type_identifier',
  'qualified_identifier',
  'destructor_name',
  'operator_name',
  'operator_cast',
  'template_function',
]);

/** Reads a declarator, an init_declarator included. */
export function readDeclarator(file: SourceFile, node: SyntaxNode): Declarator {
  let callable: SyntaxNode | null = null;
  let at: SyntaxNode | undefined = node;
  while (at && !NAMES.has(at.type)) {
    if (at.type === 'function_declarator') {
      callable = at;
    } else if (/^(pointer|reference|array)_declarator$/.test(at.type)) {
      // Nearer to the name than the parentheses before it: a pointer to a function.
      callable = null;
    }
    at = childIn(at, 'declarator') ?? at.children.find(isDeclarator);
  }
  const path = at ? pathOf(file, at) : [];
  if (at && lastName(at).type === 'operator_cast') {
    callable = lastName(at);
  }
  return { node, nameNode: at ?? null, path, callable };
}

function isDeclarator(node: SyntaxNode): boolean {
  return NAMES.has(node.type) || node.type.endsWith('_declarator');
}

/** The parts of a name, template arguments left out: `['ns', 'Pair', 'first']`. */
export function pathOf(file: SourceFile, name: SyntaxNode): string[] {
  const path: string[] = [];
  let at: SyntaxNode = name;
  for (; at.type === 'qualified_identifier'; at = childIn(at, 'name') ?? last(at)) {
    const scope = childIn(at, 'scope');
    if (scope) {
      path.push(plain(file, scope));
    }
    if (at.children.length === 0) {
      break;
    }
  }
  path.push(plain(file, at));
  return path;
}

function lastName(name: SyntaxNode): SyntaxNode {
  let at = name;
  while (at.type === 'qualified_identifier' && at.children.length > 0) {
    at = childIn(at, 'name') ?? last(at);
  }
  return at;
}

function last(node: SyntaxNode): SyntaxNode {
  return node.children[node.children.length - 1] as SyntaxNode;
}

function plain(file: SourceFile, node: SyntaxNode): string {
  const end = node.type === 'operator_cast' ? childIn(node, 'declarator')?.start : undefined;
  const named = /^template_/.test(node.type) ? (childIn(node, 'name') ?? node) : node;
  return fold(file.text.slice(named.start, end ?? named.end));
}
