import type { SourceFile } from '../source/source-file.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import type { Body } from './body.ts';
import type { Declared } from './declaration.ts';
import { pathOf } from './declarator.ts';
import type { Declaration, Place, Variable } from './model.ts';
import { fold } from './type-name.ts';

/** A class, struct or union as one file shows it; its members are filled in by the walk. */
export interface ClassSight extends Place {
  readonly name: string;
  /** Namespaces and classes around it, its own name last. */
  readonly path: readonly string[];
  readonly keyword: string;
  /** The first base class. */
  readonly base: string | null;
  /** Other names that a typedef gives it. */
  readonly aliases: readonly string[];
  readonly declared: Declared[];
  readonly inline: Body[];
  readonly fields: Variable[];
  /** What holds for the member that comes next. */
  access: Declaration['access'];
}

/** Whether it is a class of an `.iig`, to which DriverKit dispatches. */
export function isDispatched(sight: ClassSight): boolean {
  return sight.keyword === 'class' && sight.file.path.endsWith('.iig');
}

/** Whether a node is a class, struct or union. */
export function isClass(node: SyntaxNode): boolean {
  return /^(class|struct|union)_specifier$/.test(node.type);
}

/**
 * Reads what stands around a class's members.
 *
 * @param declaration the declaration or typedef that it is the type of; else the node itself
 * @returns null for a class without a name
 */
export function readClass(
  file: SourceFile,
  node: SyntaxNode,
  declaration: SyntaxNode,
  scope: readonly string[],
): ClassSight | null {
  const aliases = declaration.type === 'type_definition' ? aliasesIn(file, declaration) : [];
  const named = childIn(node, 'name');
  const path = named ? pathOf(file, named) : aliases.slice(0, 1);
  const name = path.at(-1);
  if (name === undefined) {
    return null;
  }
  const base = node.children
    .find((child) => child.type === 'base_class_clause')
    ?.children.find((child) =>
      /^(type_identifier|qualified_identifier|template_type)$/.test(child.type),
    );
  const keyword = node.type.replace('_specifier', '');
  return {
    file,
    node,
    name,
    path: [...scope, ...path],
    keyword,
    base: base ? fold(file.text.slice(base.start, base.end)) : null,
    aliases: aliases.filter((it) => it !== name),
    declared: [],
    inline: [],
    fields: [],
    access: keyword === 'class' ? 'private' : 'public',
  };
}

/** Names of the type itself; `*SlotPtr` is the name of another one. */
function aliasesIn(file: SourceFile, typedef: SyntaxNode): string[] {
  return typedef.children
    .filter((child) => child.field === 'declarator' && child.type === 'type_identifier')
    .map((child) => file.text.slice(child.start, child.end));
}
