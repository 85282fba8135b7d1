import type { MaskedMacro } from '../source/mask.ts';
import type { SourceFile } from '../source/source-file.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import type { Declarator } from './declarator.ts';
import { readDeclarator } from './declarator.ts';
import type { Param, TypeName } from './model.ts';
import { fold, typeNameFrom } from './type-name.ts';

/** Words before a declared name that say nothing of its type. */
const NOT_A_TYPE =
  /\b(?:static|extern|inline|constexpr|constinit|consteval|virtual|mutable|explicit|friend|typedef|register|thread_local|__block|__unused)\b|\[\[.*?\]\]|\b(?:__attribute__|alignas)\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g;

/** The type that a declaration or parameter gives to one of its declarators. */
export function typeOf(
  file: SourceFile,
  declaration: SyntaxNode,
  declarator: Declarator | null,
): TypeName {
  const first = childIn(declaration, 'declarator');
  const before = specifiers(file, declaration, first?.start ?? valueStart(declaration));
  if (!declarator) {
    return typeNameFrom(before);
  }
  const inner = innerDeclarator(declarator.node);
  const name = declarator.nameNode ?? { start: inner.end, end: inner.end };
  const around = cut(file, inner.start, name.start) + cut(file, name.end, inner.end);
  return typeNameFrom(`${before} ${around}`);
}

/** What a function returns, as written; empty for constructors and conversions. */
export function returnTypeOf(file: SourceFile, node: SyntaxNode, callable: SyntaxNode): string {
  const trailing = callable.children.find((child) => child.type === 'trailing_return_type');
  if (trailing) {
    return fold(cut(file, trailing.start, trailing.end).replace(/^\s*->/, ''));
  }
  if (callable.type === 'operator_cast') {
    return '';
  }
  return fold(specifiers(file, node, callable.start));
}

/** The parameters of a function_declarator; `(void)` is none. */
export function paramsOf(file: SourceFile, callable: SyntaxNode): Param[] {
  const params = (childIn(callable, 'parameters')?.children ?? [])
    .filter((child) => child.type.endsWith('parameter_declaration'))
    .map((node): Param => {
      const declarator = childIn(node, 'declarator');
      const read = declarator ? readDeclarator(file, declarator) : null;
      return { name: read?.path.at(-1) ?? '', type: typeOf(file, node, read) };
    });
  return params.length === 1 && params[0]?.name === '' && params[0].type.text === 'void'
    ? []
    : params;
}

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

function specifiers(file: SourceFile, node: SyntaxNode, end: number): string {
  // A body in it (`struct Slot { … } slot`) is not part of the type's name.
  const type = childIn(node, 'type');
  const body = type && (childIn(type, 'body') ?? null);
  const start = startOf(file, node);
  const text = body
    ? `${cut(file, start, body.start)} ${cut(file, body.end, Math.max(body.end, end))}`
    : cut(file, start, end);
  return text.replace(NOT_A_TYPE, ' ');
}

/** A masked `_Atomic(…)` may stand before the node that the grammar saw. */
function startOf(file: SourceFile, node: SyntaxNode): number {
  const from = previousEnd(node);
  return maskedIn(file, from, node.start).find((it) => it.name === '_Atomic')?.start ?? node.start;
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

/** The text between two offsets, DriverKit's own words blanked out. */
function cut(file: SourceFile, start: number, end: number): string {
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

/** The end of the type of an unnamed parameter with a default value. */
function valueStart(node: SyntaxNode): number {
  return node.children.find((child) => child.type === '=')?.start ?? node.end;
}

function innerDeclarator(node: SyntaxNode): SyntaxNode {
  return node.type === 'init_declarator' ? (childIn(node, 'declarator') ?? node) : node;
}
