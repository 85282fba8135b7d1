import type { SourceFile } from '../source/source-file.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { readDeclarator } from './declarator.ts';
import type { Variable } from './model.ts';
import { typeNameFrom } from './type-name.ts';
import { typeOf } from './written-type.ts';

/**
 * The variables of a declaration or field_declaration, one for each declarator; functions that it
 * declares are left out.
 */
export function variablesOf(file: SourceFile, declaration: SyntaxNode): Variable[] {
  const isStatic = declaration.children.some(
    (child) =>
      child.type === 'storage_class_specifier' &&
      file.text.slice(child.start, child.end) === 'static',
  );
  const found: Variable[] = [];
  for (const [i, child] of declaration.children.entries()) {
    if (child.field !== 'declarator') {
      continue;
    }
    const declarator = readDeclarator(file, child);
    const name = declarator.path.at(-1);
    if (name === undefined || declarator.callable) {
      continue;
    }
    found.push({
      file,
      node: declaration,
      name,
      type: typeOf(file, declaration, declarator),
      value: childIn(child, 'value') ?? defaultBehind(declaration, i),
      isStatic,
    });
  }
  return found;
}

/** A member's initialiser is the declaration's child, behind its declarator. */
function defaultBehind(declaration: SyntaxNode, declarator: number): SyntaxNode | null {
  for (const child of declaration.children.slice(declarator + 1)) {
    if (child.field === 'default_value') {
      return child;
    }
    if (child.field === 'declarator') {
      return null;
    }
  }
  return null;
}

/**
 * The enumerators of an enum_specifier, as constants of its type.
 *
 * @param alias the name that a typedef gives it
 */
export function enumeratorsOf(
  file: SourceFile,
  node: SyntaxNode,
  alias: string | null,
): Variable[] {
  const textIn = (field: string) => {
    const child = childIn(node, field);
    return child && file.text.slice(child.start, child.end);
  };
  const type = typeNameFrom(textIn('name') || alias || textIn('base') || 'int');
  return (childIn(node, 'body')?.children ?? [])
    .filter((child) => child.type === 'enumerator')
    .map((child) => {
      const name = childIn(child, 'name') ?? child;
      return {
        file,
        node: child,
        name: file.text.slice(name.start, name.end),
        type,
        value: childIn(child, 'value') ?? null,
        isStatic: true,
      };
    });
}
