import { childIn, namedChildren, type SyntaxNode } from '../source/syntax.ts';

/** What `OSSharedPtr<IOTimerDispatchSource> held(timer, OSRetain)` declares, and from what. */
export interface Constructed {
  readonly name: SyntaxNode;
  readonly args: readonly SyntaxNode[];
}

/**
 * The arguments that a local is constructed from; undefined where it is not. With names alone for
 * arguments the parser takes the declaration for that of a function, and the names for types.
 */
export function constructed(declarator: SyntaxNode): Constructed | undefined {
  const name = childIn(declarator, 'declarator');
  const list =
    childIn(declarator, 'parameters') ??
    namedChildren(declarator).find((it) => it.type === 'argument_list');
  if (name?.type !== 'identifier' || !list) {
    return undefined;
  }
  if (list.type === 'argument_list') {
    return { name, args: namedChildren(list) };
  }
  const params = namedChildren(list);
  const args = params.flatMap((it) => {
    const [only, ...more] = namedChildren(it);
    return only?.type === 'type_identifier' && more.length === 0 ? [only] : [];
  });
  return args.length > 0 && args.length === params.length ? { name, args } : undefined;
}
