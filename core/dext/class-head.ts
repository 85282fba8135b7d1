import type { SourceFile } from '../source/source-file.ts';
import { childIn, type SyntaxNode } from '../source/syntax.ts';
import { pathOf } from './declarator.ts';
import { fold } from './type-name.ts';

/** What stands before a class's brace. */
export interface ClassHead {
  readonly keyword: 'class' | 'struct' | 'union';
  /** Empty for an unnamed one. */
  readonly path: readonly string[];
  /** The first base class. */
  readonly base: string | null;
}

/** Reads the head of a class_specifier and its kin. */
export function classHead(file: SourceFile, node: SyntaxNode): ClassHead {
  const name = childIn(node, 'name');
  const base = node.children
    .find((child) => child.type === 'base_class_clause')
    ?.children.find((child) =>
      /^(type_identifier|qualified_identifier|template_type)$/.test(child.type),
    );
  return {
    keyword: node.type.replace('_specifier', '') as ClassHead['keyword'],
    path: name ? pathOf(file, name) : [],
    base: base ? fold(file.text.slice(base.start, base.end)) : null,
  };
}
