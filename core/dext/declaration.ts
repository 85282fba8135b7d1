import type { SourceFile } from '../source/source-file.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { readDeclarator } from './declarator.ts';
import type { Declaration } from './model.ts';
import { maskedIn, paramsOf, previousEnd, returnTypeOf } from './written-type.ts';

/** A method as its class names it. */
export interface Declared {
  readonly name: string;
  readonly declaration: Declaration;
}

/** The methods that a member of a class declares: none for a field, seldom more than one. */
export function readDeclaration(
  file: SourceFile,
  node: SyntaxNode,
  access: Declaration['access'],
): Declared[] {
  const found: Declared[] = [];
  for (const child of node.children) {
    const declarator = child.field === 'declarator' ? readDeclarator(file, child) : null;
    const name = declarator?.path.at(-1);
    const callable = declarator?.callable;
    if (!callable || name === undefined) {
      continue;
    }
    const isOverride = callable.children.some((it) => it.type === 'virtual_specifier');
    found.push({
      name,
      declaration: {
        file,
        node,
        params: paramsOf(file, callable),
        returnType: returnTypeOf(file, node, callable),
        isVirtual: isOverride || node.children.some((it) => it.type === 'virtual'),
        isOverride,
        access,
        attributes: attributesOf(file, node, callable),
      },
    });
  }
  return found;
}

/** DriverKit's words before and behind a declaration, but not those of a parameter or a body. */
function attributesOf(
  file: SourceFile,
  node: SyntaxNode,
  callable: SyntaxNode,
): Declaration['attributes'] {
  const parameters = childIn(callable, 'parameters') ?? callable;
  const end = childIn(node, 'body')?.start ?? node.end;
  return [
    ...maskedIn(file, previousEnd(node), parameters.start),
    ...maskedIn(file, parameters.end, end),
  ].filter((it) => it.name !== '_Atomic');
}
