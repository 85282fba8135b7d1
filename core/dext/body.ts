import type { SourceFile } from '../source/source-file.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { pathOf, readDeclarator } from './declarator.ts';
import type { Param, Place } from './model.ts';
import { paramsOf, returnTypeOf } from './written-type.ts';

/** A function's body as it stands in the text, before we know whose it is. */
export interface Body extends Place {
  /** Namespaces and classes that it stands in. */
  readonly scope: readonly string[];
  /** What its own name is qualified by; the class, for `IMPL`. */
  readonly qualifiers: readonly string[];
  /** As written: `Stop_Impl`; for `IMPL`, the method. */
  readonly name: string;
  readonly isIMPL: boolean;
  /** `_Impl(C_M_Args)`: the parameters stand in a macro. */
  readonly hasArgsMacro: boolean;
  readonly params: readonly Param[];
  readonly returnType: string;
  readonly body: SyntaxNode;
}

/** Reads a function_definition; null for `= default` and its like, and for what is no function. */
export function readBody(
  file: SourceFile,
  node: SyntaxNode,
  scope: readonly string[],
): Body | null {
  const body = node.children.find((child) => child.type === 'compound_statement');
  const child = childIn(node, 'declarator');
  const declarator = child ? readDeclarator(file, child) : null;
  const callable = declarator?.callable;
  const written = declarator?.path.at(-1);
  if (!body || !callable || written === undefined) {
    return null;
  }
  const returnType = returnTypeOf(file, node, callable);
  const common = { file, node, scope, returnType, body };
  const given = parameterTypes(callable);
  if (written === 'IMPL' && given.length === 2) {
    const [owner, method] = given.map((it) => pathOf(file, it));
    return {
      ...common,
      qualifiers: owner ?? [],
      name: method?.at(-1) ?? '',
      isIMPL: true,
      hasArgsMacro: true,
      params: [],
    };
  }
  const params = paramsOf(file, callable);
  const qualifiers = declarator?.path.slice(0, -1) ?? [];
  const only = params.length === 1 && params[0]?.name === '' ? params[0].type.text : '';
  return {
    ...common,
    qualifiers,
    name: written,
    isIMPL: false,
    hasArgsMacro: written.endsWith('_Impl') && only.endsWith('_Args'),
    params,
  };
}

/** The types of parameters without names. */
function parameterTypes(callable: SyntaxNode): SyntaxNode[] {
  return (childIn(callable, 'parameters')?.children ?? []).flatMap((child) =>
    child.type === 'parameter_declaration' && !childIn(child, 'declarator')
      ? (childIn(child, 'type') ?? [])
      : [],
  );
}
