import type { TypeName } from '../dext/model.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Here } from './expressions.ts';
import { textOf } from './frame.ts';
import { bindTo } from './references.ts';
import type { State } from './state.ts';
import type { PlaceRef } from './values.ts';

/** Whether a declaration is one of `static` locals. */
export function isStatic({ frame }: Here, node: SyntaxNode): boolean {
  return node.children.some(
    (it) => it.type === 'storage_class_specifier' && textOf(frame, it) === 'static',
  );
}

/** Whether what it declares cannot change: then each call may be thought to initialise it. */
export function isConstant({ frame }: Here, node: SyntaxNode, type: TypeName): boolean {
  const qualifiers = node.children
    .filter((it) => it.type === 'type_qualifier')
    .map((it) => textOf(frame, it));
  return qualifiers.includes('constexpr') || (qualifiers.includes('const') && !type.isPointer);
}

/**
 * A static local is one place for all calls, and a name for it in each. It was initialised by the
 * first of them, which need not be this one: what it holds is not known.
 */
export function declareStatic(
  here: Here,
  node: SyntaxNode,
  { local, type }: { readonly local: PlaceRef; readonly type: TypeName },
  state: State,
): void {
  const { name } = local;
  const place = { key: `g:${here.frame.within}:${node.start}:${name}`, owner: null, name };
  here.engine.localTypes.set(place.key, type);
  bindTo(here, local, place, state);
}
